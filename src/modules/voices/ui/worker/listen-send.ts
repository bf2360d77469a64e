import { useEffect, useState } from 'react';
import type { Output, Request } from '#kernel/contract';
import { ApiError, call } from '#web/client.ts';
import type { takeInterview } from '../../listen/contract.ts';
import { keepOthers, keptOthers, withoutLink, type Kept, type QUESTIONS } from './listen-kept.ts';

const RETRY_MS = 30_000;

/** Nobody is there, or not now: what was sent may still arrive. */
export const isAway = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || error.status >= 500);

/** The link of a visit has ended. */
export const isOver = (error: unknown) =>
  error instanceof ApiError && (error.code === 'kernel.link_over' || error.code === 'kernel.link_unknown');

/** Counts once, however often it is sent: the key is that of the answer. Throws ApiError. */
export function sendInterview(told: Kept): Promise<Output<typeof takeInterview>> {
  return call<typeof takeInterview>('POST /api/interviews', bodyOf(told), { key: told.key });
}

function bodyOf({ answers, note, contact, areaCode, visitToken }: Kept): Request<typeof takeInterview> {
  const words = note.trim();
  return {
    ...(answers as Pick<Request<typeof takeInterview>, (typeof QUESTIONS)[number]>),
    ...(areaCode ? { areaCode } : {}),
    ...(visitToken ? { visitToken } : {}),
    ...(words ? { note: words, ...(contact.trim() ? { contact: contact.trim() } : {}) } : {}),
  };
}

/** As long as there is something to send: when the network is back, and every half minute while the page is open. */
export function useRetries(send: (() => void) | null): void {
  useEffect(() => {
    if (!send) return;
    addEventListener('online', send);
    const timer = setInterval(() => navigator.onLine && send(), RETRY_MS);
    return () => {
      removeEventListener('online', send);
      clearInterval(timer);
    };
  }, [send]);
}

/**
 * What was told on this phone before and could not be sent: at a station without a network one phone goes round, and all
 * of them count. `pass` puts one with them.
 */
export function useOthers(): { readonly count: number; readonly pass: (told: Kept) => void } {
  const [others, setOthers] = useState(keptOthers);
  const waits = others.length > 0;
  const send = () =>
    void sendAll(others).then((left) => {
      keepOthers(left);
      setOthers(left);
    });
  useRetries(waits ? send : null);
  useEffect(() => {
    if (waits && navigator.onLine) send();
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const pass = (told: Kept) => {
    const all = [...others, told];
    keepOthers(all);
    setOthers(all);
  };
  return { count: others.length, pass };
}

/** Sends them one after the other; returns those that are left. */
async function sendAll(told: readonly Kept[]): Promise<readonly Kept[]> {
  const left: Kept[] = [];
  for (const [nth, one] of told.entries())
    try {
      await sendInterview(one);
    } catch (error) {
      if (isAway(error)) return [...left, ...told.slice(nth)];
      left.push(isOver(error) ? withoutLink(one) : one);
    }
  return left;
}
