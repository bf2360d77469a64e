import { recall, remember } from './storage.ts';
import { createStore, useStore } from './store.ts';

export type Language = 'zh' | 'en';
export type Theme = 'auto' | 'light' | 'dark';

/** How a person wants the pages to look; kept on the phone. */
export interface Look {
  readonly language: Language;
  readonly theme: Theme;
  /** 大字: 20px type, 60px targets. */
  readonly elder: boolean;
}

const spoken: Language = navigator.language.startsWith('en') ? 'en' : 'zh';
const look = createStore<Look>({
  language: spoken,
  theme: 'auto',
  elder: false,
  ...recall<Partial<Look>>('look'),
});

/** Writes the look on `<html>`, where the style sheets and the API client read it. */
export function applyLook(): void {
  const { language, theme, elder } = look.get();
  const html = document.documentElement;
  html.lang = language === 'zh' ? 'zh-CN' : 'en';
  if (theme === 'auto') delete html.dataset['theme'];
  else html.dataset['theme'] = theme;
  if (elder) html.dataset['elder'] = '';
  else delete html.dataset['elder'];
}

export function changeLook(change: Partial<Look>): void {
  const next = { ...look.get(), ...change };
  look.set(next);
  remember('look', next);
  applyLook();
}

export function useLook(): Look {
  return useStore(look);
}
