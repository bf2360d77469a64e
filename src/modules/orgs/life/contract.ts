import { z } from 'zod';
import { dateField, endpoint, textField } from '#kernel/contract';
import { ORG_STATES, orgParam } from '../tree/contract.ts';

export const changeOrgState = endpoint({
  method: 'POST',
  path: '/api/orgs/:id/state',
  summary: 'Take a union a step further: approved by the upper union, founded, active, dissolved',
  access: 'orgs.manage',
  input: z.object({ id: orgParam, to: z.enum(ORG_STATES), reason: textField(200).optional() }),
  output: z.object({ state: z.enum(ORG_STATES) }),
  errors: ['orgs.not_found', 'orgs.bad_step', 'orgs.has_children', 'orgs.reason_needed', 'orgs.last_admin'],
  sample: { id: 1, to: 'founded' },
});

export const mergeOrg = endpoint({
  method: 'POST',
  path: '/api/orgs/:id/merge',
  summary: 'Merge a union into another, which takes over members, unions below, employers and streets',
  access: 'orgs.manage',
  input: z.object({ id: orgParam, intoId: orgParam, reason: textField(200) }),
  output: z.object({
    /** What went over: unions, and records of employers and others. */
    unions: z.number().int(),
    records: z.number().int(),
    streets: z.number().int(),
  }),
  errors: ['orgs.not_found', 'orgs.bad_step', 'orgs.bad_successor', 'orgs.last_admin'],
  sample: { id: 2, intoId: 1, reason: '企业合并' },
});

export const reelectOrg = endpoint({
  method: 'POST',
  path: '/api/orgs/:id/reelect',
  summary: 'Record an election: the day of the congress and when the new term ends',
  access: 'orgs.manage',
  input: z.object({ id: orgParam, heldOn: dateField, termEndsOn: dateField }),
  output: z.object({ termEndsOn: z.string() }),
  errors: ['orgs.not_found', 'orgs.bad_step', 'orgs.held_in_future', 'orgs.term_ends_early'],
  sample: { id: 1, heldOn: '2026-06-01', termEndsOn: '2031-06-01' },
});
