import { useEffect } from 'react';
import { createStore, useStore } from './store.ts';

/** One thing that has a page of its own, by the code of that page. */
export interface About {
  readonly code: string;
  readonly name: string;
}

const shown = createStore<About | null>(null);

/** The page is about one thing, for as long as it is there: who says something from its foot need not say what about. */
export function useAbout(thing: About | undefined): void {
  const { code, name } = thing ?? {};
  useEffect(() => {
    if (code === undefined || name === undefined) return;
    shown.set({ code, name });
    return () => shown.set(null);
  }, [code, name]);
}

/** What the page is about, if it is one thing. */
export function useShownThing(): About | null {
  return useStore(shown);
}
