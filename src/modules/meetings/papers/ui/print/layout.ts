/**
 * Measures of GB/T 9704-2012 (党政机关公文格式), from memory; `docs/decisions/` tells which are followed. Millimetres
 * from the top left corner of an A4 page, sizes in points.
 */
export const AREA = { x: 28, y: 37, width: 156, height: 225 } as const;

/** Points: a longer name is set smaller, on one line. */
export function markSize(name: string): number {
  return Math.max(SIZES.title, Math.min(SIZES.mark, Math.floor(440 / [...name].length)));
}

/** 22 lines a page. */
export const LINE_POINTS = 28;

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
