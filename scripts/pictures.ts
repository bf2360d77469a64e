/** Takes the pictures of the README from the demo federation: `node_modules/.bin/node scripts/pictures.ts`. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../e2e/browser.ts';
import { startServer, type RunningServer } from '../e2e/server.ts';
import { DEMO_OFFICERS, DEMO_PASSWORD } from '../src/demo.ts';

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

async function open(browser: Browser, { url }: RunningServer, size: 'phone' | 'desk'): Promise<Page> {
  const phone = {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  };
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: url,
    reducedMotion: 'reduce',
    ...(size === 'phone' ? phone : { viewport: { width: 1440, height: 900 } }),
  });
  return context.newPage();
}

const shoot = (page: Page, name: string) => page.screenshot({ path: `${FOLDER}${name}.png` });

async function courier(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('heading', { name: '加入工会' }).waitFor();
  await shoot(page, 'home');
  await page.goto('/join?a=110114011');
  await page.getByLabel('姓名').fill('林小满');
  // The specimen of GB 11643-1999, which nobody has.
  await page.getByLabel('身份证号').fill('11010519491231002X');
  await page.getByLabel('手机号').fill('13800138000');
  await page.getByText('快递员', { exact: true }).click();
  await page.getByRole('heading', { name: '加入工会' }).scrollIntoViewIfNeeded();
  await shoot(page, 'join');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('正在审批').first().waitFor();
  await shoot(page, 'track');
}

async function officer(page: Page): Promise<void> {
  await page.goto('/staff/');
  await page.getByLabel('手机号').fill(DEMO_OFFICERS[1]!.phone);
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('在册会员').waitFor();
  await shoot(page, 'todos');
  await page.goto('/staff/orgs');
  await page.getByText('昌平区快递行业工会联合会').waitFor();
  await shoot(page, 'unions');
  await page.goto('/staff/applications');
  const boxes = page.getByRole('row').getByRole('checkbox');
  for (const row of [1, 2, 3]) await boxes.nth(row).check();
  await page.getByText('已选 3 份').waitFor();
  await shoot(page, 'applications');
}

mkdirSync(FOLDER, { recursive: true });
const [server, browser] = await Promise.all([startServer(), openBrowser()]);
try {
  await courier(await open(browser, server, 'phone'));
  await officer(await open(browser, server, 'desk'));
} finally {
  await browser.close();
  await server.stop();
}
