import { useLook } from './look.ts';

const DAY = 86_400_000;

/** The civil date in Asia/Shanghai, `YYYY-MM-DD`: where the unions are, whatever the phone's clock zone. */
export function civilDate(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** `days` working days after `date`; Saturdays and Sundays do not count, public holidays are not known here. */
export function addWorkingDays(date: string, days: number): string {
  let at = Date.parse(`${date}T00:00:00Z`);
  for (let left = days; left > 0;) {
    at += DAY;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}

/** How dates are written for this person. Takes a civil date or an instant. */
export function useDates() {
  const locale = useLook().language === 'zh' ? 'zh-CN' : 'en-GB';
  const write = (when: string, parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', ...parts }).format(
      new Date(when.length === 10 ? `${when}T00:00:00+08:00` : when),
    );
  return {
    day: (when: string) => write(when, { month: 'long', day: 'numeric' }),
    weekday: (when: string) => write(when, { month: 'long', day: 'numeric', weekday: 'long' }),
    year: (when: string) => write(when, { year: 'numeric', month: 'long', day: 'numeric' }),
    time: (when: string) =>
      write(when, { month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
}
