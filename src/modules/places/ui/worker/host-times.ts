import { useDates } from '#web/kit/dates.ts';
import { useText } from '#web/kit/text.ts';
import { texts } from './host-texts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The clock in Asia/Shanghai, where the stations are: `HH:MM`. */
export function clockOf(at: number): string {
  return new Date(at + 8 * HOUR).toISOString().slice(11, 16);
}

/** The civil day there. */
export function dayOf(at: number): string {
  return new Date(at + 8 * HOUR).toISOString().slice(0, 10);
}

export function instantOf(day: string, clock: string): number {
  return Date.parse(`${day}T${clock}:00+08:00`);
}

export function midnightAfter(at: number): number {
  return instantOf(dayOf(at), '00:00') + DAY;
}

/** `18:00`, 半夜 12 点, 明天 08:00, or the day. */
export function useWhen() {
  const say = useText(texts);
  const dates = useDates();
  return (when: string, now: number): string => {
    const at = Date.parse(when);
    if (dayOf(at) === dayOf(now)) return clockOf(at);
    if (at === midnightAfter(now)) return say('midnight');
    if (dayOf(at) === dayOf(now + DAY)) return say('tomorrow', { when: clockOf(at) });
    return dates.time(when);
  };
}

/** How long ago, in its largest unit. */
export function useAgo() {
  const say = useText(texts);
  return (milliseconds: number): string => {
    if (milliseconds < HOUR) return say('minutes', { n: Math.max(1, Math.floor(milliseconds / 60_000)) });
    if (milliseconds < DAY) return say('hours', { n: Math.floor(milliseconds / HOUR) });
    return say('days', { n: Math.floor(milliseconds / DAY) });
  };
}
