import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../src/demo.ts';
import { openElsewhere, type Elsewhere } from '../torture/elsewhere.ts';
import { openStage, type Stage } from '../torture/stage.ts';
import { openBrowser } from './browser.ts';
import { DESK, PHONE } from './devices.ts';
import { PATIENCE } from './stage.ts';
import { CHAIR, enterPassword } from './steps.ts';

let place: Elsewhere;
let server: Stage;
let browser: Browser;

beforeAll(async () => {
  [place, browser] = await Promise.all([openElsewhere(), openBrowser()]);
  server = await openStage(place.options);
  await server.start();
});

afterAll(async () => {
  await browser.close();
  await server.close();
  await place.close();
});

async function open(device: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, ...device });
  context.setDefaultTimeout(PATIENCE.timeout);
  return context.newPage();
}

test('the database goes: pages come and say so, nothing written is lost, and all recovers by itself', async () => {
  const [phone, desk] = [await open(PHONE), await open(DESK)];
  await desk.goto('/staff/');
  await enterPassword(desk, CHAIR, DEMO_PASSWORD);
  await desk.getByRole('navigation', { name: '主导航' }).waitFor();
  await phone.goto('/');
  await phone.getByRole('button', { name: '提意见' }).tap();
  await phone.getByLabel('想说什么').fill('数据库停了也别丢我的话');

  await place.kill();
  await phone.getByRole('button', { name: '送出' }).tap();
  await phone.getByRole('alert').getByText('系统正忙，或者正在恢复').waitFor();
  // Two who come just now: one with a page to open, one who reloads.
  const late = await open(PHONE);
  await late.goto('/join');
  await late.getByText('系统正在恢复').first().waitFor();
  await desk.reload();
  await desk.getByRole('heading', { name: '系统正在恢复，好了会自动打开' }).waitFor();
  expect(await desk.getByText('重新登录').count()).toBe(0);

  await place.start();
  await desk.getByRole('navigation', { name: '主导航' }).waitFor();
  await desk.getByRole('link', { name: '入会申请', exact: true }).click();
  await desk.getByRole('heading', { level: 1, name: '入会申请' }).waitFor();
  await expect.poll(() => late.getByText('系统正在恢复').count(), PATIENCE).toBe(0);
  await late.getByLabel('姓名').waitFor();
  await phone.getByRole('button', { name: '送出' }).tap();
  await phone.getByText('收到了，谢谢您').waitFor();
  const said = `select count(*)::int as n from voices.voice where text = '数据库停了也别丢我的话'`;
  await expect.poll(async () => (await server.query<{ n: number }>(said))[0]?.n, PATIENCE).toBe(1);
});
