import { createStore, useStore } from '#web/kit/store.ts';
import type { Point } from '../../rules.ts';

/** Why there is no position: the person or the phone said no, or the phone could not tell. */
export type HereTrouble = 'refused' | 'late' | 'impossible' | 'insecure';

export interface Here {
  /** WGS-84. Kept in memory alone: gone when the page is closed, and never sent finer than a square kilometre. */
  readonly point: Point | null;
  readonly asking: boolean;
  readonly trouble: HereTrouble | null;
}

const here = createStore<Here>({ point: null, asking: false, trouble: null });

export function useHere(): Here {
  return useStore(here);
}

/** Asks the phone where it is. Only ever after a tap: a page that asks by itself is refused by habit. */
export function askHere(): void {
  if (!isSecureContext) return here.set({ point: null, asking: false, trouble: 'insecure' });
  if (!('geolocation' in navigator)) return here.set({ point: null, asking: false, trouble: 'impossible' });
  here.set({ ...here.get(), asking: true, trouble: null });
  navigator.geolocation.getCurrentPosition(
    ({ coords }) =>
      here.set({ point: { lat: coords.latitude, lng: coords.longitude }, asking: false, trouble: null }),
    ({ code }) =>
      here.set({
        ...here.get(),
        asking: false,
        trouble: (['refused', 'impossible', 'late'] as const)[code - 1] ?? 'impossible',
      }),
    { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
  );
}

export function forgetHere(): void {
  here.set({ point: null, asking: false, trouble: null });
}
