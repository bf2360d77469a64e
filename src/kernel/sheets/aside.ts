import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { fillForm, type FormFill } from './fill.ts';
import type { Filled, Order } from './thread.ts';

/** Up to here a form is filled in less time than a thread takes to start (some 40 ms). */
const ROWS_HERE = 1_000;
const BYTES_HERE = 1_000_000;

let busy: Promise<unknown> = Promise.resolve();

/**
 * {@link fillForm} whatever the size: 100,000 rows take 4 s, in a thread of their own while the server goes on answering.
 * One such thread at a time, for each needs some 500 MB.
 */
export async function fillFormAside(bytes: Buffer, fill: FormFill): Promise<Buffer> {
  if (fill.rows.length <= ROWS_HERE && bytes.length <= BYTES_HERE) return fillForm(bytes, fill);
  const filled = busy.then(() => inThread({ bytes, fill }));
  busy = filled.catch(() => undefined);
  return filled;
}

async function inThread(workerData: Order): Promise<Buffer> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData });
  // An error that is none of ours is thrown here by `once`.
  const [filled] = (await once(thread, 'message')) as [Filled];
  if ('code' in filled) throw new AppError(filled.code, { params: filled.params });
  return Buffer.from(filled.bytes.buffer, filled.bytes.byteOffset, filled.bytes.byteLength);
}
