import type { DATE_STYLES, FormColumn, FormField } from './contract.ts';
import { EMPLOYMENT_TITLE, HINT, OWN_TITLES, VALUE_WORDS } from './texts/words.ts';

type Cell = string | number | boolean | null;
type DateStyle = (typeof DATE_STYLES)[number];

/** A sheet of a form: structural twin of `FormSheet` of `#kernel/sheets`, which pure rules may not import. */
export interface SheetSeen {
  readonly rows: readonly { readonly no: number; readonly cells: readonly Cell[] }[];
  readonly lastRow: number;
  readonly columns: readonly {
    readonly index: number;
    readonly letter: string;
    /** For each of `rows`. */
    readonly titles: readonly string[];
    readonly choices: readonly string[] | null;
    readonly computed: boolean;
  }[];
}

/** A field by the rules for rosters, which know two more: work of either kind, and the day of hiring. */
type ReadField = FormField | 'work' | 'hiredOn';

/** How rules for rosters read the titles of the sheet. `headerRow` is 0 where there is none. */
export interface TitlesRead {
  readonly headerRow: number;
  readonly columns: readonly {
    readonly index: number;
    readonly title: string;
    readonly field: ReadField | null;
  }[];
}

export interface ColumnGuess {
  readonly index: number;
  readonly letter: string;
  readonly title: string;
  readonly choices: readonly string[] | null;
  /** Null: best left as it is. */
  readonly guess: FormColumn | null;
}

export interface SheetGuess {
  readonly headerRow: number;
  readonly firstRow: number;
  readonly examples: number;
  readonly columns: readonly ColumnGuess[];
}

/** How ours would go into a sheet: what its titles, choices, hints and examples say, and nothing that they do not. */
export function guessSheet(sheet: SheetSeen, read: TitlesRead): SheetGuess {
  const { headerRow } = read;
  const below = sheet.rows.flatMap(({ no }, nth) => (no > headerRow ? [{ no, nth }] : []));
  const textsAt = (nth: number): string[] => sheet.columns.map(({ titles }) => titles[nth] ?? '');
  const end = below.findIndex(({ nth }) => headerRow === 0 || !isHint(textsAt(nth)));
  const hints = end === -1 ? below : below.slice(0, end);
  const examples = below.slice(hints.length);
  const firstRow = (hints.at(-1)?.no ?? headerRow) + 1;
  const texts = (index: number, rows: typeof below): string[] =>
    rows.map(({ nth }) => textsAt(nth)[index] ?? '').filter((text) => text !== '');
  const names = new Map(read.columns.map((column) => [column.index, column]));
  const columns = sheet.columns.flatMap(({ index, letter, choices, computed }, place) => {
    const { title = '', field = null } = names.get(index) ?? {};
    if (headerRow > 0 && title === '' && choices === null) return [];
    const seen: Seen = { title, choices, hints: texts(place, hints), examples: texts(place, examples) };
    const guess = guessColumn(index, fieldOf(title, field), seen, computed);
    return [{ index, letter, title: plainTitle(title), choices, guess }];
  });
  const beyond = sheet.lastRow - (sheet.rows.at(-1)?.no ?? 0);
  return { headerRow, firstRow, examples: examples.length + beyond, columns };
}

/** Most of what the line says is how to fill in, or it numbers the columns. */
function isHint(texts: readonly string[]): boolean {
  const said = [...new Set(texts.filter((text) => text !== ''))];
  if (said.length > 2 && said.every((text, nth) => text === String(nth + 1))) return true;
  return said.filter((text) => hint.test(plain(text))).length * 2 > said.length;
}

const hint = new RegExp(HINT);
const employmentTitle = new RegExp(EMPLOYMENT_TITLE);
const ownTitles = OWN_TITLES.map(([field, pattern]) => ({ field, pattern: new RegExp(pattern) }));

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
}

/** A title without the marks of columns that must be filled in, and without what can only be somebody's number. */
function plainTitle(title: string): string {
  return title
    .replace(/[*＊★※]|[(（[【]\s*(必填项?|选填项?|非必填)\s*[\])）】]/g, '')
    .replace(/\d{11,}[Xx]?/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Our own titles stand alone; the name of a group of columns may be before them. */
function fieldOf(title: string, field: ReadField | null): FormField | null {
  const keys = [title, title.split(/\s/).at(-1) ?? ''].map((text) =>
    plain(text)
      .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  const own = ownTitles.find(({ pattern }) => keys.some((key) => pattern.test(key)));
  if (own) return own.field;
  if (field === 'work') return employmentTitle.test(keys[0]!) ? 'employment' : 'occupation';
  return field === 'hiredOn' ? null : field;
}

interface Seen {
  readonly title: string;
  readonly choices: readonly string[] | null;
  readonly hints: readonly string[];
  readonly examples: readonly string[];
}

/**
 * Null leaves a column as it is: nothing of ours fits, and it has no title, is empty or holds formulas. One with
 * examples in it is emptied, or they would stand beside other people.
 */
function guessColumn(
  index: number,
  field: FormField | null,
  seen: Seen,
  computed: boolean,
): FormColumn | null {
  if (field === null && (computed || seen.title === '' || seen.examples.length === 0)) return null;
  const codes = field === null ? {} : codesOf(field, seen);
  const dates = isDay(field) ? styleOf([seen.title, ...seen.hints, ...seen.examples]) : null;
  return { index, field, constant: null, codes, dates };
}

/** What the form calls a value, and what it wants to be written for it. */
interface Offer {
  readonly text: string;
  readonly value: string;
}

/** Kept as written, so that any choice with a code beside its words is the table for those words. */
const WORDED: readonly FormField[] = ['education', 'politics', 'ethnicity', 'skill'];

/** Our value → theirs, from the list of choices, else from the title or a hint, else from the examples. */
function codesOf(field: FormField, { title, choices, hints, examples }: Seen): Record<string, string> {
  if (!isListed(field) && !WORDED.includes(field)) return {};
  const legend = [title, ...hints].map(legendOf).find((found) => found.length > 1);
  const offers = choices
    ? choices.map((choice) => ({ text: bareChoice(choice), value: choice }))
    : (legend ?? examples.map((text) => ({ text: bareChoice(text), value: text })));
  if (offers.every(({ value }) => /^\d+$/.test(value)) && offers !== legend)
    return numericCodes(
      field,
      offers.map(({ value }) => value),
    );
  return isListed(field) ? listedCodes(VALUE_WORDS[field], offers) : wordedCodes(offers);
}

/** `性别（1男，2女）`: codes explained in words. */
function legendOf(text: string): Offer[] {
  return [...text.normalize('NFKC').matchAll(/(?<!\d)(\d{1,3})\s*[-.、:=]?\s*(\p{Script=Han}{1,20})/gu)].map(
    ([, code, word]) => ({ text: word!, value: code! }),
  );
}

/** `1-男`, `01 男`, `男(1)` → 男. */
function bareChoice(choice: string): string {
  const text = choice.normalize('NFKC').trim();
  const words = text.replace(/^[\da-z]{1,6}[\s\-–—_.、:,)|/]*(?=\p{Script=Han})/iu, '');
  return words.replace(/(?<=\p{Script=Han})\s*\(?[\da-z]{1,6}\)?$/iu, '');
}

/**
 * Numbers alone say nothing, but for two fields there is one usual meaning to suggest: GB/T 2261.1 for the sex (1 male,
 * 2 female; 0 and 9 unknown), and 1 for the resident ID. A list of 0 and 1 is another one.
 */
function numericCodes(field: FormField, numbers: readonly string[]): Record<string, string> {
  const codes: Record<string, string> = {};
  if (field === 'idType' && numbers.includes('1')) codes['resident_id'] = '1';
  const standard = numbers.every((number) => '0129'.includes(number) && number.length === 1);
  if (field !== 'sex' || !standard || (numbers.includes('0') && !numbers.includes('2'))) return codes;
  if (numbers.includes('1')) codes['male'] = '1';
  if (numbers.includes('2')) codes['female'] = '2';
  return codes;
}

/** Where several choices mean one of our values, the one that says just that; else the officer decides. */
function listedCodes(
  words: Readonly<Record<string, string>>,
  offers: readonly Offer[],
): Record<string, string> {
  const values = Object.entries(words).map(([value, text]) => ({ value, words: text.split(' ') }));
  const meant = (text: string) => values.find((one) => one.words.some((word) => text.includes(word)))?.value;
  const codes: Record<string, string> = {};
  for (const { value, words: own } of values) {
    const found = new Map(offers.filter(({ text }) => meant(text) === value).map((one) => [one.value, one]));
    const exact = [...found.values()].filter(({ text }) => own.includes(text));
    const [only, ...others] = found.size > 1 ? exact : found.values();
    if (only && others.length === 0) codes[value] = only.value;
  }
  return codes;
}

function wordedCodes(offers: readonly Offer[]): Record<string, string> {
  return Object.fromEntries(
    offers.filter(({ text, value }) => text !== value && text !== '').map(({ text, value }) => [text, value]),
  );
}

const DAYS: readonly FormField[] = ['birthDate', 'joinedOn', 'idValidUntil'];

function isDay(field: FormField | null): boolean {
  return field !== null && DAYS.includes(field);
}

const STYLES: readonly (readonly [DateStyle, RegExp])[] = [
  ['20261122', /yyyymmdd|(?<!\d)8位|八位|(?<!\d)(19|20)\d{6}(?!\d)/],
  ['2026-11-22', /yyyy-m|(19|20)\d\d-\d{1,2}-\d/],
  ['2026/11/22', /yyyy\/m|(19|20)\d\d\/\d{1,2}\/\d/],
  ['2026.11.22', /yyyy\.m|(19|20)\d\d\.\d{1,2}\.\d/],
  ['2026年11月22日', /yyyy年|(19|20)\d\d年\d{1,2}月\d|x年x月x日/],
];

/** How a title, a hint or an example writes a day; the first that does. */
function styleOf(texts: readonly string[]): DateStyle | null {
  const found = texts.map((text) => STYLES.find(([, pattern]) => pattern.test(plain(text)))?.[0]);
  return found.find((style) => style !== undefined) ?? null;
}

/** One person as a form may ask for them: values as we keep them, days as `YYYY-MM-DD`, '' for what we do not know. */
export type FormPerson = Readonly<Record<Exclude<FormField, 'rowNo'>, string>>;

/**
 * What goes into one cell; `nth` counts the rows from 1. A number stays a text, so that its digits stay. The code table
 * comes first, then the date style; a listed value that has no code is written in words.
 */
export function cellOf(
  { field, constant, codes, dates }: FormColumn,
  person: FormPerson,
  nth: number,
): string | number {
  if (field === null) return constant ?? '';
  if (field === 'rowNo') return nth;
  const value = person[field];
  if (Object.hasOwn(codes, value)) return codes[value]!;
  if (isListed(field)) return wordOf(VALUE_WORDS[field], value);
  return dates === null ? value : inStyle(value, dates);
}

type Listed = keyof typeof VALUE_WORDS;

function isListed(field: FormField): field is Listed {
  return Object.hasOwn(VALUE_WORDS, field);
}

function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return (Object.hasOwn(words, value) ? words[value]! : value).split(' ')[0]!;
}

/** 长期, and days of which only the month is known, stay as they are. */
function inStyle(value: string, style: DateStyle): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  if (year === '') return value;
  return style.replace(/2026|11|22/g, (part) => ({ 2026: year, 11: month, 22: day })[part]!);
}

/** `会员信息.xlsx` → `会员信息-2026-11-22.xlsx`. */
export function fileNameOn(fileName: string, today: string): string {
  const [, stem = '', extension = '.xlsx'] = /^(.*?)(\.xls[xm])?$/is.exec(fileName) ?? [];
  return `${stem}-${today}${extension}`;
}
