import { sql } from 'kysely';
import { z } from 'zod';
import { definePolicy } from '#kernel/policy';

const days = z.number().int().min(1).max(365);

export const chaseDays = definePolicy<{ settle: number; remind: number; escalate: number }>({
  key: 'meetings.chase_days',
  about:
    'Days after it was agreed by which an agreed item has to have a date, days before its date on which its owner is reminded, and days after it on which the item goes to the chair',
  schema: z.object({ settle: days, remind: z.number().int().min(0).max(90), escalate: days }),
  fallback: { settle: 30, remind: 7, escalate: 14 },
  source:
    'inference: a month to settle what was preliminary, a week to act, a fortnight after being chased (接诉即办 sets no such number for joint meetings)',
});

export const chaseHours = definePolicy<{ from: string; to: string }>({
  key: 'meetings.chase_hours',
  about: 'Between which hours (HH:MM, Asia/Shanghai) owners of agreed items are reminded and chased',
  schema: z.object({ from: z.string(), to: z.string() }),
  fallback: { from: '08:00', to: '20:00' },
  source: 'inference: office hours with an edge, as for the other messages to officers',
});

/** SQL: the day by which an item `i` has to have a date. */
export function settleBy({ settle }: { readonly settle: number }) {
  return sql<string>`((i.agreed_at at time zone 'Asia/Shanghai')::date + ${settle}::int)`;
}
