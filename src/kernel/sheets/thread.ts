import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { fillForm, type FormFill } from './fill.ts';

/** What the thread of {@link fillForm} is given, and what it answers: the file, or what stopped it. */
export interface Order {
  readonly bytes: Uint8Array;
  readonly fill: FormFill;
}
export type Filled =
  | { readonly bytes: Uint8Array }
  | { readonly code: string; readonly params: AppError['params'] };

const { bytes, fill } = workerData as Order;
try {
  answer({ bytes: fillForm(Buffer.from(bytes), fill) });
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  answer({ code: error.code, params: error.params });
}

function answer(filled: Filled): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(filled);
}
