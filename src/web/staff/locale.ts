import { changeLook, useLook, type Language } from '../kit/look.ts';

export type Locale = Language;

/** The language of the page, the same for all surfaces; for functions that are no components. */
export function locale(): Locale {
  return document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
}

export function useLocale(): Locale {
  return useLook().language;
}

export function setLocale(language: Locale): void {
  changeLook({ language });
}
