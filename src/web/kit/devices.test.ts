import { expect, test } from 'vitest';
import { deviceWords } from './devices.ts';

test.each([
  [{ kind: 'phone', app: 'wechat', system: 'android' }, '手机 微信 · Android', 'Phone WeChat · Android'],
  [{ kind: 'computer', app: 'edge', system: 'windows' }, '电脑 Edge · Windows', 'Computer Edge · Windows'],
  [{ kind: 'unknown', app: 'other', system: 'other' }, '其他设备', 'Another device'],
  [{ kind: 'tablet', app: 'other', system: 'ios' }, '平板 · iOS', 'Tablet · iOS'],
] as const)('%o', (device, zh, en) => {
  expect([deviceWords(device, 'zh'), deviceWords(device, 'en')]).toEqual([zh, en]);
});
