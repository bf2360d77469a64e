import type { Standing } from './place-words.ts';

/** In a pin, so that it tells its state without colour. */
export const PIN_SIGNS: Readonly<Record<Standing, string>> = {
  open: '✓',
  closed: '–',
  unknown: '?',
  paused: 'Ⅱ',
  gone: '×',
};
