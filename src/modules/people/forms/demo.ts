import type { TxCtx } from '#kernel/ctx';
import { inspectForm } from '#kernel/sheets';
import { mapForm, uploadForm } from './actions.ts';
import { guessOf } from './queries.ts';

const NAME = '北京工会会员信息采集表（示范）';
const SHEET = '会员信息';
const TITLES =
  '序号 *姓名 *性别 *证件类型 *证件号码 *手机号 所属工会 从业类型 学历 是否外地来京务工 会员证号 入会日期(YYYYMMDD)'.split(
    ' ',
  );
const CHOICES = {
  C: '1-男,2-女',
  D: '1-居民身份证,2-护照,3-港澳台居民居住证,4-外国人永久居留身份证',
  H: '01-货车司机,02-网约车司机,03-快递员,04-网约送餐员,09-其他',
  J: '1-是,0-否',
};

/** A form such as an upper union hands out, locked and with choices, mapped as it is guessed; of the union `orgId`. */
export async function demoForm(ctx: TxCtx, orgId: number): Promise<void> {
  const bytes = await drawForm();
  const upload = { bytes, type: 'application/octet-stream' };
  const { id } = await uploadForm(ctx, { orgId, name: NAME, fileName: '会员信息采集表.xlsx' }, { upload });
  const sheet = (await inspectForm(bytes)).find(({ name }) => name === SHEET)!;
  const { headerRow, firstRow, columns } = guessOf(sheet);
  const mapping = columns.flatMap(({ guess }) => guess ?? []);
  await mapForm(ctx, { id, sheet: SHEET, headerRow, firstRow, columns: mapping });
}

async function drawForm(): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  book
    .addWorksheet('填表说明')
    .addRows([
      ['一、请勿改动表头、格式和工作表名称。'],
      ['二、带 * 的为必填项，下拉列表里的内容请勿手工改写。'],
    ]);
  const sheet = book.addWorksheet(SHEET, { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.columns = TITLES.map((title) => ({
    width: title.includes('证件号码') ? 24 : 16,
    style: { numFmt: '@', protection: { locked: false } },
  }));
  sheet.addRow([NAME]);
  sheet.addRow(TITLES);
  sheet.mergeCells(1, 1, 1, TITLES.length);
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      cell.style = { font: { bold: true }, protection: { locked: true } };
    }),
  );
  // The library has lists for areas, its types only for cells.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(area: string, rule: object): void };
  };
  for (const [letter, choices] of Object.entries(CHOICES))
    dataValidations.add(`${letter}3:${letter}9999`, { type: 'list', formulae: [`"${choices}"`] });
  await sheet.protect('', { formatColumns: true });
  return Buffer.from(await book.xlsx.writeBuffer());
}
