/** Civil dates are `YYYY-MM-DD` in Asia/Shanghai; instants are `Date` in UTC. */
export type CivilDate = string;

const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The civil date in Asia/Shanghai at `instant`. */
export function civilDate(instant: Date): CivilDate {
  return shanghai.format(instant).slice(0, 10);
}

/** The wall clock in Asia/Shanghai at `instant`, `HH:MM`. */
export function wallClock(instant: Date): string {
  return shanghai.format(instant).slice(11, 16);
}

/** Whether `text` is a real day of the Gregorian calendar written `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** `date` plus `days` (may be negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
