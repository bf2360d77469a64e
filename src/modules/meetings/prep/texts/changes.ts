import { civilDate, wallClock } from '#kernel/time';
import type { Announced, MeetingChange } from '../../tables.ts';
import { timeInChinese } from './notice.ts';

const WORDS = {
  zh: {
    time: '时间',
    venue: '地点',
    chair: '主持人',
    open: '待定',
    apart: '；',
    is: (what: string, now: string) => `${what} ${now}`,
    from: (what: string, was: string, is: string) => `${what}由${was}改为${is}`,
    changed: (what: string, reason: string) => `${what}（${reason}）`,
    cancelled: (reason: string) => `会议取消：${reason}`,
    postponed: (reason: string) => `会议另行通知：${reason}`,
  },
  en: {
    time: 'time',
    venue: 'place',
    chair: 'chair',
    open: 'open',
    apart: '; ',
    is: (what: string, now: string) => `${what} ${now}`,
    from: (what: string, was: string, is: string) => `${what} ${is} instead of ${was}`,
    changed: (what: string, reason: string) => `${what} (${reason})`,
    cancelled: (reason: string) => `Cancelled: ${reason}`,
    postponed: (reason: string) => `Put off until another notice: ${reason}`,
  },
} as const;

type Locale = keyof typeof WORDS;

interface Row {
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly venue: string | null;
  readonly chair_name: string | null;
  readonly chair_title: string | null;
}

/** What of a meeting its units have to know. */
export function announcedOf(row: Row): Announced {
  return {
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    venue: row.venue,
    chair: [row.chair_title, row.chair_name].filter(Boolean).join(' ') || null,
  };
}

/** Whether it is at another time or place: who said that they come, said so of the old one. */
export function hasMoved(was: Announced, is: Announced): boolean {
  return was.startsAt !== is.startsAt || was.endsAt !== is.endsAt || was.venue !== is.venue;
}

function timeOf(locale: Locale, { startsAt, endsAt }: Announced): string {
  const [from, until] = [startsAt && new Date(startsAt), endsAt && new Date(endsAt)];
  if (locale === 'zh') return timeInChinese(from || null, until || null);
  if (!from) return WORDS.en.open;
  return `${civilDate(from)} ${wallClock(from)}${until ? `–${wallClock(until)}` : ''}`;
}

function linesOf(locale: Locale, announced: Announced) {
  const words = WORDS[locale];
  return [
    [words.time, timeOf(locale, announced)],
    [words.venue, announced.venue ?? words.open],
    [words.chair, announced.chair ?? words.open],
  ] as const;
}

/** How it stands, in one line. */
export function sayAnnounced(locale: Locale, announced: Announced): string {
  const words = WORDS[locale];
  return linesOf(locale, announced)
    .map(([what, now]) => words.is(what, now))
    .join(words.apart);
}

/** What differs, in one line; null where nothing that units have to know does. */
export function sayDifference(locale: Locale, was: Announced, is: Announced): string | null {
  const words = WORDS[locale];
  const after = linesOf(locale, is);
  const changed = linesOf(locale, was).flatMap(([what, before], at) => {
    const now = after[at]![1];
    return now === before ? [] : [words.from(what, before, now)];
  });
  return changed.length > 0 ? changed.join(words.apart) : null;
}

/** What was last changed after the notice, in the language of whoever reads it. */
export function sayChange(locale: Locale, { kind, was, is, reason }: MeetingChange): string {
  const words = WORDS[locale];
  return kind === 'changed'
    ? words.changed(sayDifference(locale, was, is) ?? '', reason)
    : words[kind](reason);
}
