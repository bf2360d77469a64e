import { z } from 'zod';
import { definePolicy } from '#kernel/policy';

export const chaseDays = definePolicy<{ remind: number; escalate: number }>({
  key: 'meetings.chase_days',
  about:
    'Days before its date on which the owner of an agreed item is reminded, and days after it on which the item goes to the chair',
  schema: z.object({ remind: z.number().int().min(0).max(90), escalate: z.number().int().min(1).max(365) }),
  fallback: { remind: 7, escalate: 14 },
  source:
    'inference: a week to act, a fortnight after being chased (接诉即办 sets no such number for joint meetings)',
});

export const chaseHours = definePolicy<{ from: string; to: string }>({
  key: 'meetings.chase_hours',
  about: 'Between which hours (HH:MM, Asia/Shanghai) owners of agreed items are reminded and chased',
  schema: z.object({ from: z.string(), to: z.string() }),
  fallback: { from: '08:00', to: '20:00' },
  source: 'inference: office hours with an edge, as for the other messages to officers',
});
