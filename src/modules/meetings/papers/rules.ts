/**
 * A document as what it says, apart from how paper or Word shows it. Lengths in millimetres; `columns` of a table
 * fill the 156 mm of the type area (GB/T 9704-2012 §5.2.1).
 */
export interface Paper {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | Line<'mark'>
  | Line<'number'>
  | Line<'title'>
  | Line<'note'>
  | Line<'to'>
  | Line<'para'>
  /** 一、 in one face, （一） in another. */
  | { readonly kind: 'head'; readonly level: 1 | 2; readonly text: string }
  /** Names after a label, indented under their first: 出席：…… */
  | { readonly kind: 'names'; readonly label: string; readonly text: string }
  | Grid
  /** Who signs, with room for the seals, and the day. */
  | { readonly kind: 'sign'; readonly who: readonly string[]; readonly day: string }
  /** The lines at the foot of the last page (版记): copies to, issued by and when. */
  | { readonly kind: 'foot'; readonly copies: string; readonly issuer: string; readonly day: string };

export interface Line<K extends string> {
  readonly kind: K;
  readonly text: string;
}

export interface Grid {
  readonly kind: 'grid';
  readonly columns: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** At least so high: room to sign. */
  readonly rowHeight: number;
  /** Points. */
  readonly size: number;
}

const NUMERALS = '一二三四五六七八九十';

/** 1 → 一, 12 → 十二, 20 → 二十; past 99 in figures. */
export function numeral(count: number): string {
  if (count <= 10) return NUMERALS[count - 1] ?? String(count);
  if (count > 99) return String(count);
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  return `${tens === 1 ? '' : NUMERALS[tens - 1]}十${ones === 0 ? '' : NUMERALS[ones - 1]}`;
}

const LEVELS = [
  [/^[一二三四五六七八九十]+、.{1,40}$/, 1],
  [/^（[一二三四五六七八九十]+）[^。；]{1,60}$/, 2],
] as const;

/** Lines that somebody typed, as paragraphs; those numbered 一、 or （一） without a full stop are headings. */
export function paragraphs(text: string): Block[] {
  return linesOf(text).map((line) => {
    const level = LEVELS.find(([pattern]) => pattern.test(line) && !line.endsWith('。'))?.[1];
    return level ? { kind: 'head', level, text: line } : { kind: 'para', text: line };
  });
}

/** Characters of the largest line of a title: 2 号 in the width of the type area. */
const TITLE_LINE = 20;

/** A title in lines that end where its words do: before the year if it stands in the middle, else in the middle. */
export function titleLines(title: string): string[] {
  const length = [...title].reduce((sum, char) => sum + (char < '\u0100' ? 0.5 : 1), 0);
  if (length <= TITLE_LINE - 1) return [title];
  const year = title.search(/\d{4}年/);
  const middle = year > title.length * 0.3 && year < title.length * 0.75 ? year : null;
  if (middle === null) return [title];
  return [title.slice(0, middle), title.slice(middle)];
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** What a document lacks before it can go out. */
export const LACKS = [
  'time',
  'venue',
  'chair',
  'units',
  'topics',
  'notice',
  'attendance',
  'consensus',
  'minutes',
  'items',
] as const;
export type Lack = (typeof LACKS)[number];

export const PAPERS = ['notice', 'agenda', 'signin', 'minutes'] as const;
export type PaperName = (typeof PAPERS)[number];

/** What each document needs. */
export const NEEDS: Readonly<Record<PaperName, readonly Lack[]>> = {
  notice: ['time', 'venue', 'chair', 'units', 'topics', 'notice'],
  agenda: ['time', 'venue', 'chair', 'topics'],
  signin: ['time', 'venue', 'units'],
  minutes: ['time', 'venue', 'chair', 'attendance', 'minutes', 'consensus', 'items'],
};
