import { widthOf, type Signature } from '../../rules.ts';

/**
 * Measures of GB/T 9704-2012 (党政机关公文格式), from memory; `docs/official-papers.md` tells which are followed.
 * Millimetres from the top left corner of an A4 page, sizes in points.
 */
export const AREA = { x: 28, y: 37, width: 156, height: 225 } as const;

/** Points: a longer name is set smaller, on one line. */
export function markSize(name: string): number {
  return Math.max(SIZES.body, Math.min(SIZES.mark, Math.floor(440 / widthOf(name))));
}

/** The mark of the minutes begins so far below the edge of the type area (§10.3). */
export const MARK_DOWN = 35;

/** 22 lines a page. */
export const LINE_POINTS = 28;

/** Points: a line of the foot. */
export const FOOT_LINE_POINTS = 22;

export const SIZES = {
  /** 标志 of the minutes: as the length of the name allows. */
  mark: 30,
  /** 2 号. */
  title: 22,
  /** 3 号. */
  body: 16,
  /** 4 号: page numbers, and the lines at the foot. */
  foot: 14,
} as const;

/** Lines left free above those who sign: half a seal of 42 mm. */
export const SEAL_ABOVE = 2;
/** Lines free between two who sign one below the other: their seals do not touch. */
export const SEAL_BETWEEN = 3.5;

/**
 * Where those who sign stand, in characters of the body: the last over the middle of the day, which ends four characters
 * from the edge; two with short names side by side (§7.3.5.1), others one below the other.
 */
export function seats({ who, day }: Pick<Signature, 'who' | 'day'>): {
  readonly beside: boolean;
  /** Width of the place at the right edge, and of that at the left one. */
  readonly right: number;
  readonly left: number;
} {
  const whole = (AREA.width * 72) / 25.4 / SIZES.body;
  const right = 2 * (4 + widthOf(day) / 2);
  const left = whole - right;
  const [first = '', second = ''] = who;
  return { beside: who.length === 2 && widthOf(first) <= left && widthOf(second) <= right, right, left };
}
