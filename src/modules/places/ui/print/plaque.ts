import qrcode from 'qrcode';
import { A4, pdf, type Sheet } from '#kernel/docs';
import type { FileAnswer } from '#kernel/module';

export interface Certificate {
  readonly place: string;
  readonly title: string;
  readonly grantor: string;
  readonly plaqueNo: string;
  /** `YYYY-MM-DD`. */
  readonly awardedOn: string;
  readonly dueOn: string | null;
  /** Where the QR leads: what is true of the place today. */
  readonly link: string;
}

const CENTRE = { align: 'center' } as const;

/** `2026-11-22` → 2026年11月22日. */
function inChinese(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** The certificate of a title, with room for the seal over the name of the union that grants it. */
export async function certificate(given: Certificate, now: Date): Promise<FileAnswer> {
  const title = `${given.place}·${given.title}`;
  const png = await qrcode.toBuffer(given.link, { errorCorrectionLevel: 'Q', margin: 2, width: 600 });
  const bytes = await pdf({ title, now }, (sheet) => {
    sheet.frame({ x: 12, y: 12, width: A4.width - 24, height: A4.height - 24 }, { width: 1.2 });
    sheet.frame({ x: 15, y: 15, width: A4.width - 30, height: A4.height - 30 }, { width: 0.3 });
    const across = (y: number, height: number) => ({ x: 26, y, width: A4.width - 52, height });
    sheet.text(across(40, 20), '证　书', { ...CENTRE, size: 40, heavy: true });
    sheet.text(across(64, 8), `编号：${given.plaqueNo}`, { ...CENTRE, size: 12, grey: 0.3 });
    sheet.text(across(86, 26), given.place, { ...CENTRE, size: 24, shrinkTo: 14, heavy: true });
    sheet.text(across(112, 12), '经申请、审核、实地走访和公示，授予', { ...CENTRE, size: 15 });
    sheet.text(across(128, 34), given.title, { ...CENTRE, size: 30, shrinkTo: 16, heavy: true });
    sheet.text(across(160, 12), '称号，特发此证。', { ...CENTRE, size: 15 });
    sheet.image({ x: 26, y: 210, width: 44, height: 44 }, png);
    sheet.text({ x: 24, y: 255, width: 48, height: 12 }, '扫码看这里现在的情况', {
      ...CENTRE,
      size: 9,
      grey: 0.3,
    });
    const right = { x: 90, width: A4.width - 26 - 90 };
    sheet.text({ ...right, y: 214, height: 16 }, given.grantor, { ...CENTRE, size: 15, shrinkTo: 10 });
    sheet.text({ ...right, y: 230, height: 8 }, '（盖章）', { ...CENTRE, size: 11, grey: 0.4 });
    sheet.text({ ...right, y: 240, height: 9 }, inChinese(given.awardedOn), { ...CENTRE, size: 14 });
    if (given.dueOn)
      sheet.text({ ...right, y: 252, height: 8 }, `复查：${inChinese(given.dueOn)}前`, {
        ...CENTRE,
        size: 10,
        grey: 0.4,
      });
  });
  return { bytes, name: `${title}.pdf` };
}

export interface ApplicationForm {
  readonly title: string;
  readonly grantor: string;
  readonly source: string;
  readonly place: string;
  readonly code: string;
  readonly union: string;
  readonly address: string | null;
  readonly areaM2: number | null;
  readonly administrators: number | null;
  /** `text`: the criterion; `says`: what records and evidence say of it. */
  readonly criteria: readonly { readonly text: string; readonly says: string }[];
  readonly reviewers: readonly string[];
}

const LEFT = 20;
const WIDTH = A4.width - 2 * LEFT;
const UNSAID = '未填';

/** The application on paper: what is applied for, criterion by criterion, and a box with room for the seal of each union. */
export async function applicationForm(given: ApplicationForm, now: Date): Promise<FileAnswer> {
  const title = `${given.title}申请表`;
  const bytes = await pdf({ title, now }, (sheet) => {
    const head = { x: LEFT, y: 18, width: WIDTH, height: 20 };
    sheet.text(head, title, { ...CENTRE, size: 22, shrinkTo: 14, heavy: true });
    const facts: readonly (readonly [string, string])[] = [
      ['名　称', `${given.place}（${given.code}）`],
      ['申请单位', given.union],
      ['地　址', given.address ?? UNSAID],
      ['面　积', given.areaM2 === null ? UNSAID : `${given.areaM2} 平方米`],
      ['管理人员', given.administrators === null ? UNSAID : `${given.administrators} 名`],
      ['依　据', given.source],
    ];
    const y = sheet.table({
      x: LEFT,
      y: 40,
      columns: [30, WIDTH - 30],
      rows: facts.map(([name, value]) => ({
        cells: [{ text: name, align: 'center' }, { text: value }],
        minHeight: 9,
      })),
    });
    const below = sheet.table({
      x: LEFT,
      y: y + 4,
      columns: [16, 90, WIDTH - 106],
      head: {
        cells: ['序号', '标准', '自查情况'].map((text) => ({ text, align: 'center' as const, heavy: true })),
        minHeight: 9,
      },
      rows: given.criteria.map(({ text, says }, at) => ({
        cells: [{ text: String(at + 1), align: 'center' }, { text }, { text: says }],
        minHeight: 9,
      })),
    });
    opinions(sheet, below + 4, [`申请单位意见（${given.union}）`, ...given.reviewers]);
  });
  return { bytes, name: `${given.place}·${title}.pdf` };
}

/** A box each: the opinion, the seal, the day. */
function opinions(sheet: Sheet, top: number, names: readonly string[]): void {
  const height = 32;
  let y = top;
  for (const name of names) {
    if (y + height > A4.height - 15) {
      sheet.newPage();
      y = 18;
    }
    sheet.frame({ x: LEFT, y, width: WIDTH, height });
    sheet.text({ x: LEFT + 3, y: y + 2, width: WIDTH - 6, height: 8 }, name, { size: 11, shrinkTo: 8 });
    sheet.text(
      { x: LEFT + 3, y: y + height - 16, width: WIDTH - 10, height: 14 },
      '（盖章）　　\n年　　月　　日',
      {
        size: 11,
        align: 'right',
      },
    );
    y += height;
  }
}
