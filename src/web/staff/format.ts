import { locale, useLocale, type Locale } from './locale.ts';

/** Instants are shown where the union is, wherever the browser stands. */
const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;

function inZone(options: Intl.DateTimeFormatOptions, language: Locale): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: ZONE, ...options });
}

/** `2026-11-20`, or the day of an instant → 2026年11月20日. */
export function day(value: string): string {
  const date = value.length === 10 ? new Date(`${value}T12:00:00+08:00`) : new Date(value);
  return inZone(
    { year: 'numeric', month: locale() === 'en' ? 'short' : 'long', day: 'numeric' },
    locale(),
  ).format(date);
}

/** An instant to the minute; the year only when it is not this one. */
export function moment(value: string): string {
  const date = new Date(value);
  const sameYear = date.getFullYear() === new Date().getFullYear();
  return inZone(
    {
      ...(sameYear ? {} : { year: 'numeric' }),
      month: locale() === 'en' ? 'short' : 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    },
    locale(),
  ).format(date);
}

/** How long ago, or how long until then, in the largest whole unit. */
export function age(value: string, now = Date.now()): string {
  const hours = Math.floor(Math.abs(now - Date.parse(value)) / HOUR);
  const english = locale() === 'en';
  if (hours < 1) return english ? 'under an hour' : '不到 1 小时';
  if (hours < 24) return english ? `${hours} h` : `${hours} 小时`;
  const days = Math.floor(hours / 24);
  if (days < 60) return english ? `${days} day${days === 1 ? '' : 's'}` : `${days} 天`;
  const months = Math.floor(days / 30.44);
  if (months < 24) return english ? `${months} months` : `${months} 个月`;
  const years = Math.floor(days / 365.25);
  return english ? `${years} year${years === 1 ? '' : 's'}` : `${years} 年`;
}

/** Whole days since an instant. */
export function daysSince(value: string): number {
  return Math.floor((Date.now() - Date.parse(value)) / (24 * HOUR));
}

/** Today in the union's calendar, `YYYY-MM-DD`. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date());
}

/** The hour of day there, 0–23, for the greeting. */
export function hourOfDay(): number {
  return Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: 'numeric', hour12: false }).format(new Date()),
  );
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** Subscribes a component that formats dates to the language. */
export function useFormats() {
  useLocale();
  return { day, moment, age, number };
}
