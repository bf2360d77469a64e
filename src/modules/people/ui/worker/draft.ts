import { recall, remember } from '#web/kit/storage.ts';
import { newKey } from '#web/client.ts';
import type { Values } from './form.ts';

/** A form begun and not sent. It holds an ID number in clear, so it lives on the phone only, and for a day at most. */
interface Draft {
  readonly at: number;
  readonly values: Values;
  readonly attempt?: Attempt;
}

/** One form sent once or more: the same content keeps its key, so that the server knows a repeated tap. */
interface Attempt {
  readonly key: string;
  readonly body: string;
}

const KEY = 'join-draft';
const DAY = 86_400_000;

function load(): Draft | null {
  const draft = recall<Draft>(KEY);
  if (draft && Date.now() - draft.at < DAY) return draft;
  remember(KEY, null);
  return null;
}

export function draftValues(): Values | null {
  return load()?.values ?? null;
}

export function saveDraft(values: Values): void {
  remember(KEY, { ...load(), at: Date.now(), values });
}

export function clearDraft(): void {
  remember(KEY, null);
}

/** The idempotency key of this content; a changed form is another intention and gets another key. */
export function attemptKey(values: Values, body: unknown): string {
  const text = JSON.stringify(body);
  const known = load()?.attempt;
  const attempt = known?.body === text ? known : { key: newKey(), body: text };
  remember(KEY, { at: Date.now(), values, attempt });
  return attempt.key;
}
