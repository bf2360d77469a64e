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
  | Names
  | Grid
  | Signature
  | Foot;

export interface Line<K extends string> {
  readonly kind: K;
  readonly text: string;
}

/** Names after a label, indented under their first: 出席：…… */
export interface Names {
  readonly kind: 'names';
  readonly label: string;
  readonly text: string;
  /** An empty line before. */
  readonly apart?: boolean;
}

/** Who signs, with room for the seals, and the day. */
export interface Signature {
  readonly kind: 'sign';
  readonly who: readonly string[];
  readonly day: string;
  /** 附注, in brackets below the day. */
  readonly note?: string;
}

/** The lines at the foot of the last page (版记): copies to, where there are any; issued by and when. */
export interface Foot {
  readonly kind: 'foot';
  readonly copies: string;
  readonly issuer: string;
  readonly day: string;
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
const TITLE_LINE = 19;

/** In characters of Chinese: Latin letters and figures are half as wide. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (char < '\u0100' ? 0.5 : 1), 0);
}

/** A title in lines of much the same length, each ending where a word does; where it can, one begins with the year. */
export function titleLines(title: string): string[] {
  const count = Math.ceil(widthOf(title) / TITLE_LINE);
  const lines = partedInto(count, title);
  return lines.every((line) => widthOf(line) <= TITLE_LINE) ? lines : partedInto(count + 1, title);
}

function partedInto(count: number, title: string): string[] {
  const lines: string[] = [];
  let rest = title;
  for (let left = count; left > 1; left -= 1) {
    const at = bestBreak(rest, widthOf(rest) / left);
    lines.push(rest.slice(0, at).trim());
    rest = rest.slice(at);
  }
  return [...lines, rest.trim()].filter(Boolean);
}

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
/** What no line of a title begins with, or ends with: the name of an office stays in one piece. */
const NOT_FIRST =
  /^(?:[的了、，。：；）》”]|[市区县旗]?(?:总工会|人民政府|政府|委员会|办公室)|[市区县旗](?:委|联席)|局|室|会(?!议))/;
const NOT_LAST = /[（《“第与和及]$/;
/** Where one breathes. */
const PAUSE = /^(?:[与和及《]|关于)/;
const AFTER_MARK = /[、》]$/;
const YEAR = /^\d{4} ?年/;

/** Where a line of about `goal` characters ends. */
function bestBreak(text: string, goal: number): number {
  const breaks = [...WORDS.segment(text)]
    .map(({ index }) => index)
    .filter((at) => at > 0 && !NOT_FIRST.test(text.slice(at)) && !NOT_LAST.test(text.slice(0, at)))
    .filter((at) => widthOf(text.slice(0, at)) <= TITLE_LINE);
  const off = (at: number): number => {
    const pause = PAUSE.test(text.slice(at)) || AFTER_MARK.test(text.slice(0, at));
    return Math.abs(widthOf(text.slice(0, at)) - goal) - (pause ? 2.5 : 0);
  };
  const year = breaks.find((at) => YEAR.test(text.slice(at)) && off(at) < goal / 2);
  return year ?? breaks.toSorted((a, b) => off(a) - off(b))[0] ?? text.length;
}

/** A document as an office prints it: no space between Chinese and figures, however the words were typed. */
export function closeUp(paper: Paper): Paper {
  return JSON.parse(JSON.stringify(paper), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(SPACED, '') : value,
  ) as Paper;
}

const SPACED = /(?<=\p{Script=Han}) +(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) +(?=\p{Script=Han})/gu;

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
