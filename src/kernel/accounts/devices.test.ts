import { expect, test } from 'vitest';
import { deviceOf, readDevice, writeDevice } from './devices.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  {
    is: 'phone/wechat/android',
    of: `Mozilla/5.0 (Linux; Android 14; V2344A) ${WEBKIT} Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.50`,
  },
  {
    is: 'phone/wechat/ios',
    of: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.49',
  },
  {
    is: 'computer/wecom/windows',
    of: `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/108 Safari wxwork/4.1`,
  },
  {
    is: 'phone/dingtalk/harmony',
    of: `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${WEBKIT} Chrome/114 Mobile DingTalk/7.6`,
  },
  {
    is: 'phone/safari/ios',
    of: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1',
  },
  { is: 'tablet/safari/ios', of: 'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) Version/16.6 Mobile Safari' },
  { is: 'tablet/chrome/android', of: `Mozilla/5.0 (Linux; Android 13; SM-X700) ${WEBKIT} Chrome/126 Safari` },
  { is: 'computer/edge/windows', of: `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/126 Safari Edg/126.0` },
  { is: 'computer/safari/mac', of: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17.5 Safari/605' },
  { is: 'computer/firefox/linux', of: 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko Firefox/127.0' },
  { is: 'unknown/other/other', of: 'curl/8.5.0' },
  { is: 'unknown/other/other', of: null },
])('$of is $is', ({ is, of }) => {
  expect(writeDevice(deviceOf(of))).toBe(is);
  expect(writeDevice(readDevice(is))).toBe(is);
});

test('what was never written by us is an unknown device', () => {
  for (const text of [null, '', 'Mozilla/5.0', 'phone', '<b>/x/y'])
    expect(readDevice(text)).toMatchObject({ app: 'other', system: 'other' });
});
