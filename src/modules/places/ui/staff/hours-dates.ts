import { useLocale } from '#web/staff/locale.ts';

/** A day with its weekday and without its year: what a notice writes, and what one compares. */
export function useShortDay(): (day: string) => string {
  const locale = useLocale();
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
  });
  return (day) => format.format(new Date(`${day}T12:00:00+08:00`));
}
