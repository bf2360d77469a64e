/** How a number format shows a number: as a day (with or without a time), as a time that has passed, or as a number. */
export type DateKind = 'date' | 'elapsed' | undefined;

const DAY_MS = 86_400_000;
const DAY_MINUTES = 1440;
/** Day 0 of both calendars. Excel counts a 29 February 1900, so its own days before March 1900 are one further on. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const FALSE_LEAP_DAY = 60;
/** From here on Excel shows `####`: a long number under a date format stays a number. */
const YEAR_10000 = Date.UTC(10_000, 0, 1);

/**
 * What a built-in format means (ECMA-376 §18.8.30; 27-36 and 50-58 are the dates of Chinese and Japanese Excel,
 * which stand in no file).
 */
export function builtinKind(id: number): DateKind {
  if (id === 46) return 'elapsed';
  const ranges = [
    [14, 22],
    [27, 36],
    [45, 47],
    [50, 58],
  ] as const;
  return ranges.some(([from, to]) => id >= from && id <= to) ? 'date' : undefined;
}

/** What a format code means, such as `yyyy"年"m"月"d"日";@` or `[$-804]aaaa`. */
export function kindOf(code: string): DateKind {
  const bare = code
    .replaceAll(/"[^"]*"|\\.|[_*]./g, '')
    .split(';')[0]!
    .toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(bare)) return 'elapsed';
  const letters = bare.replaceAll(/\[[^\]]*\]/g, '').replaceAll(/s\.0+/g, 's');
  return /[ymdhsa]/.test(letters.replaceAll('general', '')) && !/[#?0]/.test(letters) ? 'date' : undefined;
}

/**
 * A serial number of Excel as `YYYY-MM-DD`, with ` HH:mm` when it has a time; `HH:mm` when it is only a time, or one
 * that has passed (`36:00`). The number itself when no calendar has it.
 */
export function dateText(serial: number, kind: DateKind, from1904: boolean): string | number {
  const epoch = from1904 ? EPOCH_1904 : EPOCH_1900;
  if (!kind || serial < 0 || epoch + serial * DAY_MS >= YEAR_10000) return serial;
  // Seconds first: a half past eight that is a billionth of a day short is not 8:29.
  const minutes = Math.floor(Math.round(serial * 86_400) / 60);
  if (kind === 'elapsed' || serial < 1) return clock(minutes);
  const day = Math.floor(minutes / DAY_MINUTES);
  const real = from1904 || day >= FALSE_LEAP_DAY ? day : day + 1;
  const date = new Date(epoch + real * DAY_MS).toISOString().slice(0, 10);
  const rest = minutes % DAY_MINUTES;
  return rest === 0 ? date : `${date} ${clock(rest)}`;
}

/** A date of a cell of type `d` (ISO 8601), written like {@link dateText}. */
export function isoText(text: string): string {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)[\d:.Z]*)?$/.exec(text) ?? [];
  if (!date) return text;
  return time && time !== '00:00' ? `${date} ${time}` : date;
}

function clock(minutes: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
