import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { PHONE } from './devices.ts';
import { startServer, type RunningServer } from './server.ts';
import { PATIENCE } from './stage.ts';
import { ALL_DAY, newStations, week } from './stations.ts';

const HOUR_MS = 3_600_000;
let server: RunningServer;
let browser: Browser;
let code: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(inject('demo')), openBrowser()]);
  const at = (hours: number) => new Date(Date.now() + (8 + hours) * HOUR_MS).toISOString().slice(11, 16);
  [code = ''] = await newStations(server, [
    { name: '断网通宵驿站', facilities: ['water'], hours: ALL_DAY },
    { name: '断网快关驿站', facilities: ['toilet'], hours: week([{ from: at(-1), to: at(1) }]) },
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function open(more: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, ...PHONE, ...more });
  context.setDefaultTimeout(PATIENCE.timeout);
  return context.newPage();
}

test('without a network the list opens with its age, tells what is open by now, and can be searched', async () => {
  const phone = await open();
  await phone.goto('/near?q=断网');
  await card(phone, '断网快关驿站').getByText('现在开着').waitFor();
  // What WeChat leaves us with: no service worker, but a page that stays open.
  const wechat = await open({ serviceWorkers: 'block' });
  await wechat.goto('/near?q=断网');
  await card(wechat, '断网快关驿站').waitFor();
  await phone.evaluate(kept);
  await phone.goto(`/p/${code}`);
  await phone.getByRole('heading', { level: 1, name: '断网通宵驿站' }).waitFor();
  await phone.waitForLoadState('networkidle');

  await server.stop();
  await phone.clock.setFixedTime(Date.now() + 2 * HOUR_MS);
  await phone.goto('/near?q=断网');
  await phone.getByText('这是 2 小时前的名单，开没开按当时公布的时间算。').waitFor();
  await card(phone, '断网通宵驿站').getByText('24 小时开').waitFor();
  await card(phone, '断网快关驿站').getByText('关着', { exact: true }).waitFor();
  await phone.getByRole('link', { name: '热水' }).tap();
  await card(phone, '断网快关驿站').waitFor({ state: 'hidden' });
  await phone.getByRole('link', { name: '断网通宵驿站' }).tap();
  await phone.reload();
  await phone.getByRole('heading', { level: 1, name: '断网通宵驿站' }).waitFor();
  await phone.getByText('这是 2 小时前的内容，开没开按当时公布的时间算。').waitFor();
  await phone.goto('/');
  await phone.getByRole('navigation', { name: '主导航' }).waitFor();

  await wechat.getByRole('link', { name: '热水' }).tap();
  await wechat.getByText(/这是.+的名单，开没开按当时公布的时间算/).waitFor();
  await card(wechat, '断网通宵驿站').waitFor();
  expect(await card(wechat, '断网快关驿站').count()).toBe(0);
});

declare const navigator: { readonly serviceWorker: { readonly ready: Promise<unknown> } };

/** Until the phone has what it needs for later. */
async function kept(): Promise<void> {
  await navigator.serviceWorker.ready;
}

function card(page: Page, name: string) {
  return page.getByRole('article').filter({ hasText: name });
}
