/** Takes the pictures of the README from the demo federation: `node_modules/.bin/node scripts/pictures.ts`. */
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readRows } from '#kernel/sheets';
import { openBrowser } from '../e2e/browser.ts';
import { DESK, PHONE } from '../e2e/devices.ts';
import { startServer, type RunningServer } from '../e2e/server.ts';
import { newPerson } from '../e2e/people.ts';
import { beginRoster, CHAIR, goToPlace, HAIDIAN_CHAIR, HR_EXPORT, signInAtDesk } from '../e2e/steps.ts';

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
/** Of all together. */
const MOST_BYTES = 800_000;
const EMPLOYER = '北京元禾数据技术有限公司';

/** The roster a month on, as the next HR export would have it: some are gone, some have moved, some are new. */
async function monthLater() {
  const lines: string[] = [];
  let nth = 0;
  for await (const { cells } of readRows(readFileSync(HR_EXPORT), '员工花名册')) {
    nth += 1;
    if (nth % 30 === 0) continue;
    const line = cells.map((cell) => cell ?? '');
    if (nth > 2 && nth % 21 === 0) line[6] = '运营一部';
    if (nth > 2 && nth % 55 === 0) line[5] = '合同制';
    lines.push(line.map((cell) => `"${String(cell)}"`).join(','));
  }
  for (let more = 0; more < 86; more += 1) {
    const { name, idNo, phone } = newPerson();
    lines.push(`"","${name}","","${idNo}","${phone.replace('199', '198')}","合同制","后勤","2026-11-02",""`);
  }
  return { name: '员工花名册-11月.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
}

/** What stands in the window, by the name of the file. */
type Shots = Readonly<Record<string, (page: Page, stage: Stage) => Promise<void>>>;
interface Stage {
  readonly server: RunningServer;
}

const ON_THE_PHONE: Shots = {
  async near(page) {
    await page.goto('/near?area=110114');
    await page.getByText('有人用过').first().waitFor();
  },
};

const AT_THE_DESK: Shots = {
  async roster(page, stage) {
    await signInAtDesk(stage, page, CHAIR);
    await goToPlace(page, '花名册');
    await beginRoster(page, EMPLOYER, HR_EXPORT);
    await page.getByRole('button', { name: '看差异' }).click();
    await page.getByRole('button', { name: '确认核对' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认，写入' }).click();
    await page.getByRole('heading', { name: /^已写入/ }).waitFor();
    await goToPlace(page, '花名册');
    await beginRoster(page, EMPLOYER, await monthLater());
    await page.getByRole('button', { name: '看差异' }).click();
    await page.getByRole('button', { name: /^有变化/ }).click();
    await page.getByRole('row').nth(3).waitFor();
  },
  async meeting(page, stage) {
    await signInAtDesk(stage, page, HAIDIAN_CHAIR);
    await goToPlace(page, '联席会议');
    await page.getByRole('link', { name: /2027 年联席会议$/ }).click();
    await page.getByText('上次议定事项落实情况').waitFor();
  },
};

async function take(browser: Browser, server: RunningServer, shots: Shots, options: BrowserContextOptions) {
  for (const [name, show] of Object.entries(shots)) {
    const context = await browser.newContext({ baseURL: server.url, ...options });
    const page = await context.newPage();
    await show(page, { server });
    await page.mouse.move(0, 0);
    await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${FOLDER}${name}.png` });
    await context.close();
  }
}

mkdirSync(FOLDER, { recursive: true });
const [browser, server] = [await openBrowser(), await startServer()];
try {
  await take(browser, server, ON_THE_PHONE, PHONE);
  await take(browser, server, AT_THE_DESK, DESK);
} finally {
  await browser.close();
  await server.stop();
}
const names = [ON_THE_PHONE, AT_THE_DESK].flatMap(Object.keys);
const sizes = names.map((name) => statSync(`${FOLDER}${name}.png`).size);
names.forEach((name, at) => process.stdout.write(`${name}.png  ${Math.round(sizes[at]! / 1000)} kB\n`));
const total = sizes.reduce((sum, size) => sum + size, 0);
if (total > MOST_BYTES) throw new Error(`${total} bytes of pictures, at most ${MOST_BYTES}`);
