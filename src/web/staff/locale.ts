import { useSyncExternalStore } from 'react';

export type Locale = 'zh' | 'en';

const STORED = 'zhijia.locale';
const listeners = new Set<() => void>();
let current: Locale = stored() ?? (navigator.language.startsWith('en') ? 'en' : 'zh');
publish();

/** The language of the page; `client.ts` reads it off the document for the server's sentences. */
export function locale(): Locale {
  return current;
}

export function setLocale(next: Locale): void {
  current = next;
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // Storage is refused in some private windows: the choice then lasts as long as the page.
  }
  publish();
  for (const listener of listeners) listener();
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, locale);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function publish(): void {
  document.documentElement.lang = current === 'en' ? 'en' : 'zh-CN';
}

function stored(): Locale | undefined {
  try {
    const value = localStorage.getItem(STORED);
    return value === 'zh' || value === 'en' ? value : undefined;
  } catch {
    return undefined;
  }
}
