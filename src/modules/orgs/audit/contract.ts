import { z } from 'zod';
import { dateField, endpoint, pageFields, pageOf, textField, timeField } from '#kernel/contract';
import { orgRef } from '../tree/contract.ts';

/** What kinds of actions there are, for filters and for the eye. */
export const ACTION_GROUPS = [
  'look',
  'reveal',
  'export',
  'sign_in',
  'application',
  'membership',
  'transfer',
  'roster',
  'organisation',
  'officer',
  'person',
  'place',
  'voice',
  'meeting',
  'system',
] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const filters = {
  /** Civil days, both included. */
  from: dateField.optional(),
  to: dateField.optional(),
  /** An officer's name or part of it, an opaque id, `guest` or `system`. */
  actor: textField(64).optional(),
  group: z.enum(ACTION_GROUPS).optional(),
  /** An organisation and all below it: its number, or part of its name. */
  org: textField(60).optional(),
  /** An id: of what an entry is about, or of a person or application it showed. */
  about: textField(64).optional(),
  /** Part of the stated purpose. */
  q: textField(60).optional(),
};

const line = z.object({
  id: z.uuid(),
  at: timeField,
  actor: z.object({ id: z.string(), name: z.string().nullable() }),
  action: z.string(),
  /** Whose account it is about, where it is about one: whoever signs in is nobody yet. */
  account: z.string().nullable(),
  entity: z.string().nullable(),
  entityId: z.string().nullable(),
  org: orgRef.nullable(),
  purpose: z.string().nullable(),
  /** How many people or applications it showed. */
  shown: z.number().int(),
});

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/audit',
  summary: 'Who did or saw what in the auditor’s scope, newest first; itself written down',
  access: 'orgs.audit',
  input: z.object({ ...filters, ...pageFields }),
  output: pageOf(line),
  errors: ['kernel.bad_cursor'],
  sample: { from: '2026-01-01', group: 'reveal' },
});

export const getAuditEntry = endpoint({
  method: 'GET',
  path: '/api/audit/:id',
  summary: 'One entry with everything it holds',
  access: 'orgs.audit',
  input: z.object({ id: z.uuid() }),
  output: line.extend({
    detail: z.record(z.string(), z.unknown()),
    people: z.array(z.string()),
    applications: z.array(z.string()),
    requestId: z.string(),
    ip: z.string().nullable(),
  }),
  errors: ['orgs.no_such_entry'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const exportAudit = endpoint({
  method: 'POST',
  path: '/api/audit/export',
  summary: 'The filtered entries as Excel, for a stated purpose that is recorded before the first row leaves',
  access: 'orgs.audit',
  input: z.object({ ...filters, purpose: textField(100) }),
  output: z.any(),
  produces: XLSX,
  transaction: false,
  limit: 30,
  errors: ['orgs.audit_too_long'],
  sample: { from: '2026-01-01', group: 'reveal', purpose: '年度审计' },
});

export const getAuditSeal = endpoint({
  method: 'GET',
  path: '/api/audit/seal',
  summary: 'When the log was sealed last, how much waits to be, and what the last verification found',
  access: 'orgs.audit',
  input: z.object({}),
  output: z.object({
    sealedAt: timeField.nullable(),
    unsealed: z.number().int(),
    verifiedAt: timeField.nullable(),
    /** Faults found by that verification. */
    found: z.number().int(),
  }),
  sample: {},
});
