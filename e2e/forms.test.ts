import exceljs from 'exceljs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { XLSX } from '#people/roster/contract';
import { downloaded, rowsOf } from './sheets.ts';
import { setStage } from './stage.ts';
import { CHAIR, chooseFile, chooseOrg, goToPlace, signInAtDesk } from './steps.ts';

const stage = setStage();
const UNION = '昌平区货运行业工会联合会';
const TITLES = ['序号', '会员姓名', '男女', '在哪个工会', '备注'];

test('the form of an upper union is matched once and comes back filled in, otherwise as it was', async () => {
  const page = await stage.desk();
  await signInAtDesk(stage, page, CHAIR);
  await goToPlace(page, '报表模板');
  await chooseFile(page, page.getByRole('button', { name: '选择文件' }), {
    name: '会员情况上报表.xlsx',
    mimeType: XLSX,
    buffer: await formOfUpperUnion(),
  });
  const upload = page.getByRole('dialog', { name: '上传报表模板' });
  expect(await upload.getByLabel('给它一个名称').inputValue()).toBe('会员情况上报表');
  await upload.getByRole('button', { name: '上传并对列' }).click();

  await page.getByRole('heading', { level: 1, name: '会员情况上报表' }).waitFor();
  await page.getByText('列名是从第 2 行读出来的。').waitFor();
  await page.getByText('5 列里填 2 列').waitFor();
  await fillWith(page, '男女', '性别');
  // The drop-down of the form wants numbers.
  await page.getByRole('row').filter({ hasText: '男女' }).getByText('对照表（2 条）').waitFor();
  await fillWith(page, '在哪个工会', '工会名称');
  await page.getByText('5 列里填 4 列').waitFor();
  await page.getByRole('button', { name: '保存对列' }).click();
  await page.getByText('已保存，可以导出了').waitFor();

  await goToPlace(page, '报表模板');
  await page.getByRole('row').filter({ hasText: '会员情况上报表.xlsx' }).getByText('已对好').waitFor();
  await page.getByRole('button', { name: '填好并导出：会员情况上报表' }).click();
  const dialog = page.getByRole('dialog', { name: '填好“会员情况上报表”' });
  await chooseOrg(page, dialog.getByRole('combobox', { name: '哪个工会的人' }), UNION);
  await dialog.getByRole('button', { name: '报市总实名制数据' }).click();
  const { book } = await downloaded(page, dialog.getByRole('button', { name: '记录并导出' }));
  const sheet = book.getWorksheet('会员名单')!;
  const [head, titles, ...people] = rowsOf(sheet);
  expect(head![0]).toBe('昌平区会员情况上报表');
  expect(titles).toEqual(TITLES);
  expect(sheet.getRow(2).getCell(1).font.bold).toBe(true);
  expect(people.length).toBeGreaterThan(50);
  expect(people.map((row) => row[0])).toEqual(people.map((_row, at) => String(at + 1)));
  expect(people.filter((row) => row[1] === '' || !'12'.includes(row[2]!) || row[3] !== UNION)).toEqual([]);
});

async function formOfUpperUnion(): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('会员名单');
  sheet.addRow(['昌平区会员情况上报表']);
  sheet.mergeCells('A1:E1');
  sheet.addRow(TITLES);
  sheet.getRow(2).font = { bold: true };
  for (let row = 3; row <= 10; row += 1)
    sheet.getCell(row, 3).dataValidation = { type: 'list', allowBlank: true, formulae: ['"1,2"'] };
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function fillWith(page: Page, title: string, field: string): Promise<void> {
  const choice: Locator = page.getByRole('combobox', { name: `“${title}”填什么` });
  await choice.fill(field);
  await choice.press('Enter');
}
