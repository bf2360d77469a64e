import type { Ctx, TxCtx } from './ctx.ts';

/**
 * What modules tell each other, by declaration merging beside the sender:
 * `declare module '#kernel/events' { interface Events { 'people.joined': { personId: string } } }`.
 * Payloads carry ids and codes, never personal data: they rest in the job tables.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Events {}
export type EventName = Extract<keyof Events, string>;

/** A module's ear: runs as a job in a transaction of its own after the sender's commit; it must bear repetition. */
export interface Listener<N extends EventName = EventName> {
  readonly event: N;
  handle(ctx: TxCtx, payload: Events[N]): Promise<void>;
}

const ears = new Map<string, string[]>();

/** The queue that carries `event` to `module`. */
export function queueOf(event: string, module: string): string {
  return `${event}/${module}`;
}

/** Registered once at start by the composition. */
export function hear(event: string, module: string): void {
  const queues = ears.get(event) ?? [];
  if (!queues.includes(queueOf(event, module))) ears.set(event, [...queues, queueOf(event, module)]);
}

/** The job tables are the outbox: the jobs are inserted in the sender's own transaction. */
export async function sendEvent<N extends EventName>(ctx: Ctx, name: N, payload: Events[N]): Promise<void> {
  for (const queue of ears.get(name) ?? []) await ctx.app.jobs.send(ctx.db, queue, payload);
}
