import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PHONE } from './devices.ts';
import { dragged, pageWidth } from './in-page.ts';
import { bookAt, downloaded, rowsOf } from './sheets.ts';
import { PATIENCE, setStage } from './stage.ts';
import {
  beginRoster,
  CHAIR,
  choose,
  chooseFile,
  enterPassword,
  goToPlace,
  HR_EXPORT,
  listed,
  signInAtDesk,
} from './steps.ts';

const stage = setStage();

/** Of Changping: nine members work there, and there has been no roster of it. */
const EMPLOYER = '北京元禾数据技术有限公司';
/** Has a roster; none of those on the riders' list is on it. */
const EXPRESS = '北京驿路快运有限公司';
const RIDERS = fileURLToPath(new URL('rosters/riders-gbk.csv', import.meta.url));

test('a chair reconciles an HR export, takes one row back, and finds the people it brought', async () => {
  const page = await stage.desk();
  await signInAtDesk(stage, page, CHAIR);
  await goToPlace(page, '花名册');
  await beginRoster(page, EMPLOYER, HR_EXPORT);

  // Sheet, header row and columns are found; what the officer knows better is put right.
  await column(page, '员工姓名').getByText('很确定').waitFor();
  expect(await page.getByLabel('标题在第几行').inputValue()).toBe('2');
  await takeFor(page, '部门', '不用这一列');
  await takeFor(page, '备注', '职务');
  await page.getByText('已对上 7 列').waitFor();
  await page.getByRole('button', { name: '看差异' }).click();

  await page.getByText('能用 1,110 行，其中 100 行自动修正；不能用 90 行；重复 20 行').waitFor();
  await page.getByText('自动认出 6 列 · 您改过 2 列').waitFor();
  await card(page, '新来的 1,110').waitFor();
  await card(page, '不能用的行 110').click();
  const lost = page.getByRole('row').filter({ hasText: '李秀燕' });
  await lost
    .getByText('身份证在 Excel 里存成了数字，后几位已经丢失：1.10199E+17。请从人事系统重新导出')
    .waitFor();
  const refused = await downloaded(page, page.getByRole('button', { name: '下载 110 行' }));
  expect(refused.name).toMatch(/^不能用的行.*\.xlsx$/);
  const rows = rowsOf(refused.book.worksheets[0]!);
  expect(rows[0]!.at(-1)).toBe('不能用的原因');
  expect(rows).toHaveLength(1 + 110);
  expect(rows.find((row) => row.includes('褚刚艳'))!.at(-1)).toContain('没有证件号码');

  await card(page, '新来的 1,110').click();
  await page.getByRole('button', { name: '跳过施浩华' }).click();
  await page.getByRole('button', { name: '恢复施浩华' }).waitFor();
  await page.getByText('将新增 1,109 人、标记离开 9 人、更新 0 人。其中 1 行您已跳过，不动。').waitFor();
  await page.getByRole('button', { name: '确认核对' }).click();
  const dialog = page.getByRole('dialog', { name: `确认${EMPLOYER}的花名册` });
  await dialog.getByText('新增 1,109 人').waitFor();
  // Twice before the first is answered: one intention, applied once, and nothing is refused.
  const keys: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/confirm')) keys.push(request.headers()['idempotency-key']);
  });
  await dialog.getByRole('button', { name: '确认，写入' }).evaluate(pressTwice);
  await page.getByRole('heading', { name: '已写入：新增 1,109 人，标记离开 9 人，更新 0 人' }).waitFor();
  expect(keys).toEqual([keys[0], keys[0]]);
  await page.getByRole('link', { name: '还没入会的 1,109 人' }).waitFor();

  await page.getByRole('button', { name: '撤销蒋华燕' }).click();
  await page.getByText('已撤销 1 行').waitFor();
  await page.getByRole('row').filter({ hasText: '蒋华燕' }).getByText('已撤销').waitFor();
  await page.getByText('其中 1 行已撤销。').waitFor();

  await goToPlace(page, '会员');
  await choose(page, '哪些人', '未入会');
  await page.getByRole('searchbox').fill('shihaohua');
  await page.getByText('没有符合的人').waitFor();
  await page.getByRole('searchbox').fill('qrn');
  await page.getByRole('row').filter({ hasText: '钱然娜' }).getByText(EMPLOYER, { exact: true }).waitFor();
  await page.getByRole('button', { name: '钱然娜', exact: true }).click();
  await page.getByRole('dialog').getByText(EMPLOYER).first().waitFor();
  await page.keyboard.press('Escape');

  await goToPlace(page, '覆盖');
  await page.getByText('按单位', { exact: true }).click();
  await page.getByRole('searchbox').fill(EMPLOYER);
  await page.getByRole('link', { name: `1,108 人，${EMPLOYER}，还没入会，看名单` }).click();
  await page.getByRole('heading', { level: 1, name: '会员' }).waitFor();
  await listed(page, 50, 1108);
});

test('the next file of an employer is read as the last one was corrected, and tells what changed', async () => {
  const page = await stage.desk();
  await signInAtDesk(stage, page, CHAIR);
  await goToPlace(page, '花名册');
  await page.getByRole('searchbox').fill(EMPLOYER);
  await page.getByRole('button', { name: EMPLOYER, exact: true }).click();
  const drawer = page.getByRole('dialog', { name: '花名册' });
  await drawer.getByText('1,108 人，看名单').waitFor();
  await drop(page, '十一月花名册.xlsx', await laterFile());
  await drawer.getByText('十一月花名册.xlsx').waitFor();
  await drawer.getByRole('button', { name: '上传，去对列' }).click();

  await page.getByText('按上次的对法对好了').waitFor();
  await page.getByText('已对上 7 列').waitFor();
  await page.getByRole('button', { name: '看差异' }).click();
  // Two who were skipped or undone are new again; one is gone; one has a new number.
  await card(page, '新来的 2').waitFor();
  await card(page, '已离开 1').waitFor();
  await card(page, '有变化 1').click();
  const changed = page.getByRole('row').filter({ hasText: '吕一文' });
  await changed.getByText('199****0003').waitFor();
  await changed.getByText('199****9903').waitFor();
  await card(page, '已离开 1').click();
  await page.getByRole('row').filter({ hasText: '冯一华' }).getByText('移出花名册').waitFor();
  await page.getByRole('button', { name: '确认核对' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认，写入' }).click();
  await page.getByRole('heading', { name: '已写入：新增 2 人，标记离开 1 人，更新 1 人' }).waitFor();
  await page.getByRole('link', { name: '看“hr-export.xlsx”的核对' }).waitFor();
});

test('on a phone the differences can be read and settled; half a list is asked about', async () => {
  const page = await stage.desk(PHONE);
  await page.goto('/staff/');
  await enterPassword(page, CHAIR, stage.server.password);
  await page.getByRole('heading', { level: 1, name: /今天有/ }).waitFor();
  await page.goto('/staff/rosters');
  await page.getByRole('searchbox').fill(EXPRESS);
  await chooseFile(page, page.getByRole('button', { name: `核对${EXPRESS}的花名册` }), RIDERS);
  await page.getByRole('button', { name: '上传，去对列' }).tap();
  await column(page, '身份证').getByText('很确定').waitFor();
  await fits(page);
  await page.getByRole('button', { name: '看差异' }).tap();
  await card(page, '新来的 300').waitFor();
  await card(page, /^已离开/).tap();
  await page.getByText('会籍待处理').first().waitFor();
  await fits(page);
  await card(page, '新来的 300').tap();
  await page.getByRole('button', { name: '跳过卫杰' }).tap();
  await page.getByText('将新增 299 人').waitFor();
  await page.getByRole('button', { name: '确认核对' }).tap();
  const dialog = page.getByRole('dialog', { name: `确认${EXPRESS}的花名册` });
  await dialog.getByText(/这份名册里没有原来的 \d+ 人，是不是只传了一部分？/).waitFor();
  await dialog.getByRole('button', { name: '再看看' }).tap();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '放弃这次核对' }).tap();
  await page.getByRole('dialog', { name: /^放弃/ }).getByRole('button', { name: '放弃', exact: true }).tap();
  await page.getByText('什么都没有改过').waitFor();
});

/** The same export a month later: one has a new number, one has gone. */
async function laterFile(): Promise<Buffer> {
  const book = await bookAt(HR_EXPORT);
  const sheet = book.getWorksheet('员工花名册')!;
  const rowOf = (name: string): number => rowsOf(sheet).findIndex((row) => row.includes(name)) + 1;
  sheet.getRow(rowOf('吕一文')).getCell(5).value = '19900009903';
  sheet.spliceRows(rowOf('冯一华'), 1);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function card(page: Page, name: string | RegExp): Locator {
  return page.getByRole('group', { name: '按差异看' }).getByRole('button', { name, exact: true });
}

/** The line of a column of the file. */
function column(page: Page, title: string): Locator {
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('combobox', { name: `“${title}”这一列是什么` }) });
}

async function takeFor(page: Page, title: string, field: string): Promise<void> {
  const choice = column(page, title).getByRole('combobox');
  await choice.fill(field);
  await choice.press('Enter');
  await column(page, title).getByText('您选的').waitFor();
}

/** Lets a file go above the page, which nobody can do with a pointer of Playwright's. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(dragged, { name, base64: bytes.toString('base64') });
  await page.dispatchEvent('main', 'dragover', { dataTransfer });
  await page.getByText(`松开就开始核对${EMPLOYER}的花名册`).waitFor();
  await page.dispatchEvent('main', 'drop', { dataTransfer });
}

function pressTwice(button: { click(): void }): void {
  button.click();
  button.click();
}

/** Nothing sticks out to the side. */
async function fits(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(pageWidth), PATIENCE).toBe(390);
}
