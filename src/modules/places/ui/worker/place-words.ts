import type { Output } from '#kernel/contract';
import type { Language } from '#web/kit/look.ts';
import { sayIn } from '#web/kit/text.ts';
import { openingAt } from '../../hours/rules.ts';
import type { nearPlaces, publicPlace } from '../../near/contract.ts';
import { metresBetween, type Point } from '../../rules.ts';
import { texts } from './place-texts.ts';

export type NearAnswer = Output<typeof nearPlaces>;
export type PlaceCardView = NearAnswer['items'][number];
export type PlaceView = Output<typeof publicPlace>;

/** `paused`: closed for a time; `gone`: nobody is sent there any more. */
export type Standing = 'open' | 'closed' | 'unknown' | 'paused' | 'gone';

export interface OpenState {
  readonly standing: Standing;
  /** Milliseconds since 1970; null where it is not known. */
  readonly until: number | null;
  /** Open without a break as far as the hours reach. */
  readonly allDay: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Asia/Shanghai, where the places are, whatever the phone's clock zone. */
const ZONE_MS = 8 * HOUR_MS;

/** Whether a place is open at `now`, told on the phone by the times that the answer brought: an old list still tells it. */
export function openState({ state, times }: Pick<PlaceCardView, 'state' | 'times'>, now: number): OpenState {
  if (state === 'temp_closed') return { standing: 'paused', until: null, allDay: false };
  if (state !== 'open') return { standing: 'gone', until: null, allDay: false };
  const [open, shut] = [stretchesOf(times.open), stretchesOf(times.shut)];
  const told = openingAt({ open, shut }, times.known, now, times.until * MINUTE_MS);
  const here = open.find(([from, to]) => from <= now && now < to);
  const allDay = told.now === 'open' && told.until === null && here !== undefined && here[1] - now >= DAY_MS;
  return { standing: told.now, until: told.until, allDay };
}

function stretchesOf(minutes: readonly (readonly number[])[]): [number, number][] {
  return minutes.map(([from, to]) => [from! * MINUTE_MS, to! * MINUTE_MS]);
}

/** “开到 22:00”, “明天 6:00 开”; null where nothing is known of it. */
export function untilWords(
  { standing, until, allDay }: OpenState,
  now: number,
  language: Language,
): string | null {
  const say = sayIn(texts, language);
  if (allDay) return say('allDay');
  if (until === null) return null;
  if (standing === 'open') return say('openUntil', { when: whenWords(until, now, language, true) });
  return standing === 'closed'
    ? say('opensAt', { when: whenWords(until, now, language, false) }).trim()
    : null;
}

/** The time of an instant in the coming days. An end at midnight belongs to the day that ends with it. */
function whenWords(at: number, now: number, language: Language, isEnd: boolean): string {
  const say = sayIn(texts, language);
  const atMidnight = isEnd && (at + ZONE_MS) % DAY_MS === 0;
  const clock = atMidnight ? '24:00' : clockOf(at);
  const days = dayOf(atMidnight ? at - 1 : at) - dayOf(now);
  if (days <= 0) return say('clockAt', { clock });
  if (days === 1) return say('tomorrowAt', { clock });
  return say('weekdayAt', { day: weekdayName(weekdayAt(at), language), clock });
}

const dayOf = (at: number) => Math.floor((at + ZONE_MS) / DAY_MS);
/** 1 = Monday; the first of January 1970 was a Thursday. */
const weekdayAt = (at: number) => ((dayOf(at) + 3) % 7) + 1;

/** `6:05`, on the wall clock of Asia/Shanghai. */
export function clockOf(at: number): string {
  return new Date(at + ZONE_MS).toISOString().slice(11, 16).replace(/^0/, '');
}

/** `2026-11-22` in Asia/Shanghai. */
export function civilDay(at: number): string {
  return new Date(at + ZONE_MS).toISOString().slice(0, 10);
}

/** Of a weekday, 1 = Monday. */
export function weekdayName(weekday: number, language: Language): string {
  return sayIn(texts, language)(`day${weekday}` as 'day1');
}

/** “12 分钟前”, “昨天”, “43 天前”. */
export function agoWords(at: number, now: number, language: Language): string {
  const say = sayIn(texts, language);
  const minutes = Math.floor((now - at) / MINUTE_MS);
  const days = dayOf(now) - dayOf(at);
  if (minutes < 1) return say('justNow');
  if (minutes < 60) return say('minutesAgo', { n: minutes });
  if (days < 1 || minutes < 6 * 60) return say('hoursAgo', { n: Math.floor(minutes / 60) });
  return days === 1 ? say('yesterday') : say('daysAgo', { n: days });
}

/** How far what is said of a place can be trusted, in words: who confirmed it and when, or that somebody doubts it. */
export function freshWords(
  { freshness }: Pick<PlaceCardView, 'freshness'>,
  now: number,
  language: Language,
): string {
  const say = sayIn(texts, language);
  const { trust, confirmedAt, confirmedBy, usedAt } = freshness;
  if (trust === 'sunk' || trust === 'disputed') return say(trust);
  const [confirmed, used] = [confirmedAt, usedAt].map((when) => (when === null ? 0 : Date.parse(when)));
  if (trust === 'stale') {
    if (!confirmed) return say('neverConfirmed');
    return say('notConfirmed', { n: dayOf(now) - dayOf(confirmed) });
  }
  if (used! >= confirmed! || confirmedBy === 'use')
    return say('used', { ago: agoWords(used! || confirmed!, now, language) });
  return say(confirmedBy ?? 'visitor', { ago: agoWords(confirmed!, now, language) });
}

/**
 * Metres as the crow flies, and the minutes on foot. Streets are longer than the crow's way: by 1.3 (inference), at 75
 * metres a minute.
 */
export function wayTo(place: Pick<PlaceCardView, 'position'>, here: Point | null) {
  if (!here || !place.position) return null;
  const metres = metresBetween(here, place.position.wgs84);
  return { metres, minutes: Math.max(1, Math.round((metres * 1.3) / 75)) };
}

/** “直线 240 米，步行约 4 分钟”; beyond an hour's walk only the distance. */
export function wayWords(
  place: Pick<PlaceCardView, 'position'>,
  here: Point | null,
  language: Language,
): string | null {
  const say = sayIn(texts, language);
  const way = wayTo(place, here);
  if (!way) return null;
  const { metres, minutes } = way;
  const far =
    metres < 1000
      ? say('metres', { n: Math.max(10, Math.round(metres / 10) * 10) })
      : say('kilometres', { n: (metres / 1000).toFixed(1) });
  return minutes > 60 ? far : say('walk', { far, n: minutes });
}
