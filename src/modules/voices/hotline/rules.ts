import type { HotlineField, HotlineRemark } from './contract.ts';
import { NOTE, THEME_WORDS, type ThemeCode } from './texts/hotline-words.ts';

export type Cell = string | number | boolean | null;

/** `index` from 0. */
export interface Column {
  readonly index: number;
  readonly field: HotlineField;
}

export interface Remark {
  readonly code: HotlineRemark;
  /** What stands in the cell. */
  readonly text: string;
}

/** A case in the words of the list; `day` is `YYYY-MM-DD`, `note` the answer where the list says that it is finished. */
export interface Read {
  readonly caseNo: string;
  readonly day: string | null;
  readonly union: string | null;
  readonly area: string | null;
  readonly theme: ThemeCode | null;
  readonly text: string;
  readonly note: string | null;
}

const TEXT_MAX = 1000;
const CASE_NO_MAX = 60;

/** Whether a row with these headings heads the table: the words or the case number beside one other field. */
export function isHead(fields: readonly HotlineField[]): boolean {
  return fields.length > 1 && (fields.includes('text') || fields.includes('caseNo'));
}

function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

const PERSONAL_TITLE =
  /姓名|名字|电话|手机|联系方式|联系人|身份证|证件|来电人|来电号码|主叫|诉求人|投诉人|举报人|当事人|反映人|职工本人|住址|家庭|微信|邮箱|银行卡|账号|phone|name|mobile/i;

/** Whether a column is about people, by its heading or by what stands in most of its cells; such cells are not kept. */
export function isPersonal(title: string, cells: readonly Cell[]): boolean {
  if (PERSONAL_TITLE.test(title)) return true;
  const filled = cells.map(textOf).filter((text) => text !== '');
  const numbers = filled.filter((text) => {
    const { text: left, count } = mask(text);
    return count > 0 && left.replaceAll(/〔.*?〕/g, '').length <= BESIDE_MAX;
  });
  return filled.length > 0 && numbers.length * 2 >= filled.length;
}

/** What stands beside a number in a cell that holds little else: a name. */
const BESIDE_MAX = 4;

/** Numbers that lead to somebody, each with what stands in its place; the longer ones first. */
const NUMBERS: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, NOTE.masked.mail],
  [
    /(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g,
    NOTE.masked.id,
  ],
  [/(?<!\d)[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g, NOTE.masked.id],
  [/(?<!\d)(?:\d{4}[ -]?){4}\d{0,3}(?!\d)/g, NOTE.masked.long],
  [/(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g, NOTE.masked.phone],
  [/(?<!\d)\(?0\d{2,3}\)?[ -]?\d{7,8}(?!\d)/g, NOTE.masked.phone],
];

/** A text without phones, identity and card numbers and addresses of e-mail, and how many there were. */
export function mask(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  let left = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  for (const [number, word] of NUMBERS)
    left = left.replace(number, () => {
      count += 1;
      return word;
    });
  return { text: count > 0 ? left : text, count };
}

/** A row, and what was noticed in it. Dates after `today` are not believed. */
export function readRow(
  cells: readonly Cell[],
  columns: readonly Column[],
  today: string,
): { readonly read: Read; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  const note = (code: HotlineRemark, text: string): null => {
    remarks.push({ code, text: text.slice(0, 80) });
    return null;
  };
  const at = (field: HotlineField): string => {
    const column = columns.find((one) => one.field === field);
    return column ? textOf(cells[column.index]) : '';
  };
  const cut = (text: string, max: number): string => {
    if (text.length > max) note('cut_text', text);
    return text.slice(0, max);
  };
  if (at('caseNo') === '') note('no_case_no', '');
  if (at('text') === '') note('no_text', '');
  const day = readDay(at('date'));
  if (at('date') === '') note('no_date', '');
  else if (day === null || day > today) note('bad_date', at('date'));
  const theme = themeOf(at('theme'));
  const told = theme === 'other' && !/^(?:其[他它]|综合|无)/.test(at('theme'));
  const words = told ? `【${at('theme')}】${at('text')}` : at('text');
  const finished = isFinished(at('status'));
  if (finished && at('answer') === '') note('no_answer', at('status'));
  const answer = at('answer') || NOTE.finished(at('status'));
  const read = {
    caseNo: cut(at('caseNo'), CASE_NO_MAX),
    day: day !== null && day <= today ? day : null,
    union: at('union') || null,
    area: at('area') || null,
    theme,
    text: cut(words, TEXT_MAX),
    note: finished ? cut(answer, TEXT_MAX) : null,
  };
  return { read, remarks };
}

/** Whether a status of a list says that the case is finished. */
export function isFinished(status: string): boolean {
  return /(?<![未没有待尚予能])(?:办结|办毕|结案|已办|答复|回复|完成|解决|关闭)/.test(status);
}

/** The theme that the words of a list mean; `other` for words that fit none, null for no words. */
export function themeOf(words: string): ThemeCode | null {
  if (words === '') return null;
  return THEME_WORDS.find(([, fits]) => fits.test(words))?.[0] ?? 'other';
}

/** A day as lists write it: `2026-01-05`, `2026/1/5 10:30`, `2026年1月5日`, `20260105`; null where there is none. */
export function readDay(text: string): string | null {
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})(?!\d)/.exec(text);
  if (!parts) return null;
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  const date = new Date(`${day}T00:00:00Z`);
  const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  return real && day >= '2000' ? day : null;
}
