import type { RosterField } from '../contract.ts';
import { GROUP_TITLE, OF_OTHERS, OTHER_TITLES, TITLES, TRADITIONAL } from '../texts/titles.ts';

/** The title of a column; `group` is what stands above it in a header of two rows, or ''. */
export interface Heading {
  readonly text: string;
  readonly group: string;
}

const BRACKETS = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>/g;
const LONGEST_TITLE = 40;
/** How questionnaires ask: 1、您的姓名, 请填写您所在的单位. */
const QUESTION = /^\d{0,2}(请(填写|输入|选择|问)?)?([您你](本人|现在|目前)?(所在|所属|从事)?的?)?/;
const others = new RegExp(OF_OTHERS);
const grouping = new RegExp(GROUP_TITLE);
const otherTitles = OTHER_TITLES.split(' ');
const simplified = new Map(TRADITIONAL.split(' ').map((pair) => [pair[0]!, pair[1]!]));

/** All fields; the contract’s own list comes with zod. */
export const FIELDS = Object.keys(TITLES) as RosterField[];

const words = Object.fromEntries(
  Object.entries(TITLES).map(([field, given]) => {
    const list = (text: string | undefined) => (text ? text.split(' ') : []);
    const whole = new Map<string, number>();
    for (const word of list(given.faint)) whole.set(word, 0.4);
    for (const word of list(given.weak)) whole.set(word, 0.6);
    for (const word of list(given.near)) whole.set(word, 0.9);
    for (const word of list(given.full)) whole.set(word, 1);
    return [field, { whole, part: list(given.part), but: given.but ? new RegExp(given.but) : null }];
  }),
) as Record<RosterField, { whole: Map<string, number>; part: string[]; but: RegExp | null }>;

/**
 * A title as it is compared and remembered: half-width, lower-case, without spaces, punctuation and what stands in
 * brackets (`*手机号 (必填)` → `手机号`). A title that is all in brackets keeps its words.
 */
export function titleKey(title: string): string {
  const plain = title.normalize('NFKC').toLowerCase();
  const strip = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  return strip(plain.replace(BRACKETS, '')) || strip(plain);
}

/** How well a title names each field, 0–1. What belongs to somebody else (紧急联系人, 推荐人 …) names none. */
export function titleWeights({ text, group }: Heading): Readonly<Record<RosterField, number>> {
  const key = simple(titleKey(text));
  const above = simple(titleKey(group));
  const ofOthers = others.test(key) || others.test(above);
  const inBrackets = others.test(simple(loose(text)));
  return Object.fromEntries(
    FIELDS.map((field) => {
      const none = ofOthers || (inBrackets && isPersonal(field)) || key.length > LONGEST_TITLE;
      return [field, none ? 0 : weightOf(field, key, above)];
    }),
  ) as Record<RosterField, number>;
}

/** 身份证 above 号码, 入会 above 时间: together they are a title, each alone is not. */
function weightOf(field: RosterField, key: string, above: string): number {
  return keyWeight(field, key) || (above === '' ? 0 : (words[field].whole.get(above + key) ?? 0));
}

/** Whether a column tells of somebody else than the worker. */
export function isOfOthers({ text, group }: Heading): boolean {
  return others.test(simple(titleKey(text))) || others.test(simple(titleKey(group)));
}

/** A telephone, but not the worker’s own: 单位电话, 家庭电话. Its contents look like any other’s. */
export function isOtherPhone({ text }: Heading): boolean {
  const key = simple(titleKey(text));
  return (
    /电话|手机|phone|tel/.test(key) && words.phone.but?.test(key) === true && keyWeight('phone', key) === 0
  );
}

/** A title of something that we do not keep: 备注, 籍贯, 工号. */
export function isOther({ text, group }: Heading): boolean {
  const key = simple(titleKey(text || group));
  return otherTitles.some((word) => key.includes(word)) || key === 'no' || key === '序';
}

/** How surely a cell is the title of some column, kept by us or not; 0 for anything that can be a value. */
export function labelWeight(heading: Heading): number {
  const known = Math.max(...Object.values(titleWeights(heading)));
  if (known > 0) return known;
  const key = simple(titleKey(heading.text));
  if (key === '' || key.length > LONGEST_TITLE / 2) return 0;
  const hit =
    otherTitles.some((word) => key.includes(word)) || others.test(key) || key === 'no' || key === '序';
  return hit ? 0.6 : 0;
}

/** Whether a cell can only be a title of ours: 姓名, 身份证号 (not 骑手, which may be a value). */
export function isTitle(text: string): boolean {
  return (
    text.length <= LONGEST_TITLE && Math.max(...Object.values(titleWeights({ text, group: '' }))) >= 0.85
  );
}

/** Whether a cell can name a group of columns below it (身份信息, 联系方式, 紧急联系人). */
export function namesGroup(text: string): boolean {
  const key = simple(titleKey(text));
  return key.length <= LONGEST_TITLE / 2 && (grouping.test(key) || others.test(key));
}

function keyWeight(field: RosterField, key: string): number {
  const { whole, part, but } = words[field];
  const exact = whole.get(key) ?? whole.get(key.replace(QUESTION, ''));
  if (exact !== undefined) return exact;
  if (but?.test(key)) return 0;
  return part.some((word) => key.includes(word)) ? 0.85 : 0;
}

/** In brackets a title of a person’s own data may still say whose it is: 电话(紧急联系人). */
function isPersonal(field: RosterField): boolean {
  return field === 'name' || field === 'idNo' || field === 'phone';
}

function loose(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
}

function simple(key: string): string {
  return key.replace(/\p{Script=Han}/gu, (character) => simplified.get(character) ?? character);
}
