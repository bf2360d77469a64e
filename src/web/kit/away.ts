import { ApiError } from '../client.ts';
import { createStore } from './store.ts';

/** Whether the server, or the database behind it, is away at this moment. */
export const away = createStore(false);

const ASK_AGAIN_MS = 3_000;
let asking = false;

/**
 * For every failed call: if nobody answered, or only to say that the service is not there, asks every few seconds until
 * it is back; then `back` reads again what failed. What stands on the screen stays until then.
 */
export function noteFailure(error: unknown, back: () => void): void {
  if (asking || !(error instanceof ApiError) || ![0, 502, 503, 504].includes(error.status)) return;
  asking = true;
  away.set(true);
  const ask = (): void => {
    void isReady().then((ready) => {
      if (!ready) return void setTimeout(ask, ASK_AGAIN_MS);
      asking = false;
      away.set(false);
      back();
    });
  };
  setTimeout(ask, ASK_AGAIN_MS);
}

async function isReady(): Promise<boolean> {
  return fetch('/api/ready').then(
    ({ ok }) => ok,
    () => false,
  );
}
