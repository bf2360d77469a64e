import { z } from 'zod';
import { endpoint, historySchema, pageFields, pageOf, phoneField, timeField } from '#kernel/contract';
import { orgParam, orgRef } from '#orgs/contract';
import { openingSchema } from '../../hours/contract.ts';
import { placeCode, placeId, termCode } from '../../contract.ts';

/** What somebody who stands there finds wrong, in the order of how often it is. */
export const FAULT_KINDS = ['closed', 'locked_out', 'no_water', 'broken', 'other'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** domain.md C5, fault ticket; refused and reopened besides. */
export const FAULT_STATES = [
  'reported',
  'acked',
  'fixing',
  'fixed',
  'confirmed',
  'reopened',
  'refused',
] as const;
export type FaultState = (typeof FAULT_STATES)[number];

export const URGENCIES = ['new', 'slow', 'late'] as const;

const noteField = z.string().trim().max(100);
const tokenField = z.string().min(20).max(100);

export const reportFault = endpoint({
  method: 'POST',
  path: '/api/public/places/:code/faults',
  summary: 'Something is wrong here: closed, locked, no water, broken; no account needed, tracked by a link',
  access: 'public',
  input: z.object({
    code: placeCode,
    kind: z.enum(FAULT_KINDS),
    /** Of something broken: which facility of the place. */
    facility: termCode.optional(),
    note: noteField.optional(),
  }),
  output: z.object({
    /**
     * `reported`: a new ticket; `joined`: others had reported it, one ticket for all; `closed_hours`: it is closed at this
     * time by its published hours, which is no fault; the word is kept.
     */
    result: z.enum(['reported', 'joined', 'closed_hours']),
    /** Opens the tracking page; null where there is nothing to track. */
    token: z.string().nullable(),
    /** Of the report; an account finds it by this. */
    id: z.uuid().nullable(),
    opening: openingSchema,
  }),
  status: 201,
  errors: [
    'places.not_found',
    'places.report_unlisted',
    'places.report_facility',
    'places.report_note',
    'places.report_flood',
  ],
  sample: { code: '7K3QXM', kind: 'locked_out' },
  limit: 30,
});

const step = z.object({ at: timeField, to: z.enum(FAULT_STATES), reason: z.string().nullable() });

const tracked = z
  .object({
    place: z.object({ code: z.string(), name: z.string() }),
    union: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
    kind: z.enum(FAULT_KINDS),
    /** In the caller’s language. */
    facility: z.string().nullable(),
    state: z.enum(FAULT_STATES),
    /** Of a refusal. */
    reason: z.string().nullable(),
    /** When this report was made. */
    at: timeField,
    /** All who reported the same. */
    reports: z.number().int(),
    history: z.array(step),
    /** It is said to be mended, and this reporter has not said yet whether it is. */
    asked: z.boolean(),
    works: z.boolean().nullable(),
    note: z.string().nullable(),
    /** `138****1234`; null where none was left or it is deleted already. */
    phone: z.string().nullable(),
    contactDays: z.number().int(),
  })
  .meta({ id: 'TrackedFault' });

export const trackFault = endpoint({
  method: 'POST',
  path: '/api/faults/track',
  summary: 'Where one’s report stands, by the token of its link; writes nothing',
  access: 'public',
  input: z.object({ token: tokenField }),
  output: tracked,
  errors: ['kernel.link_unknown', 'kernel.link_over'],
  sample: { token: 'x'.repeat(43) },
  limit: 60,
});

export const addToReport = endpoint({
  method: 'POST',
  path: '/api/faults/track/details',
  summary: 'A few words more to one’s report, or a phone for one SMS when it is mended; empty takes it back',
  access: 'public',
  input: z.object({
    token: tokenField,
    note: noteField.optional(),
    phone: phoneField.or(z.literal('')).optional(),
  }),
  output: z.object({ done: z.literal(true) }),
  errors: ['kernel.link_unknown', 'kernel.link_over', 'places.fault_settled'],
  sample: { token: 'x'.repeat(43), note: '门禁要下载软件' },
  limit: 30,
});

export const answerFixed = endpoint({
  method: 'POST',
  path: '/api/faults/track/answer',
  summary: 'Whether it works again (好了吗), by who reported it',
  access: 'public',
  input: z.object({ token: tokenField, works: z.boolean(), note: noteField.optional() }),
  output: z.object({ state: z.enum(FAULT_STATES) }),
  errors: ['kernel.link_unknown', 'kernel.link_over', 'places.fault_not_fixed'],
  sample: { token: 'x'.repeat(43), works: true },
  limit: 30,
});

export const listMyFaults = endpoint({
  method: 'GET',
  path: '/api/me/faults',
  summary: 'What one has reported while signed in, newest first',
  access: 'person',
  input: z.object({}),
  output: z.object({ items: z.array(tracked.extend({ id: z.uuid() })) }),
});

export const openMyFault = endpoint({
  method: 'POST',
  path: '/api/me/faults/:id/link',
  summary: 'A new link to a report that one made while signed in',
  access: 'person',
  input: z.object({ id: z.uuid() }),
  output: z.object({ token: z.string() }),
  errors: ['places.fault_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

const fault = z.object({
  id: z.uuid(),
  kind: z.enum(FAULT_KINDS),
  /** Code, and name in the caller’s language. */
  facility: z.object({ code: z.string(), name: z.string() }).nullable(),
  state: z.enum(FAULT_STATES),
  reason: z.string().nullable(),
  reports: z.number().int(),
  reportedAt: timeField,
  changedAt: timeField,
  urgency: z.enum(URGENCIES),
  /** What reporters wrote, oldest first. */
  notes: z.array(z.string()),
  /** How many asked for an SMS. */
  phones: z.number().int(),
  /** What may follow its state, by whoever keeps the place. */
  next: z.array(z.enum(FAULT_STATES)),
});

export const faultSchema = fault.extend({ history: historySchema }).meta({ id: 'Fault' });

export const listFaults = endpoint({
  method: 'GET',
  path: '/api/faults',
  summary: 'Faults of places in your scope, those that wait longest first',
  access: 'places.read',
  input: z.object({
    state: z.enum([...FAULT_STATES, 'open', 'all']).default('open'),
    kind: z.enum(FAULT_KINDS).optional(),
    /** Reported at least so many days ago. */
    days: z.coerce.number().int().min(1).max(365).optional(),
    under: orgParam.optional(),
    ...pageFields,
  }),
  output: pageOf(
    fault
      .extend({ place: z.object({ id: placeId, code: z.string(), name: z.string() }), org: orgRef })
      .meta({ id: 'FaultRow' }),
  ).extend({ total: z.number().int() }),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { state: 'open', kind: 'locked_out' },
});

export const stepFault = endpoint({
  method: 'POST',
  path: '/api/faults/:id/step',
  summary: 'Take a fault a step on; the reporters hear when it is mended or refused',
  access: 'places.manage',
  input: z.object({
    id: z.uuid(),
    to: z.enum(['acked', 'fixing', 'fixed', 'confirmed', 'refused']),
    reason: noteField.optional(),
  }),
  output: z.object({ state: z.enum(FAULT_STATES) }),
  errors: ['places.fault_not_found', 'places.fault_bad_step', 'places.fault_reason_missing'],
  sample: { id: '01890000-0000-7000-8000-000000000000', to: 'acked' },
});

export const ackFaults = endpoint({
  method: 'POST',
  path: '/api/faults/ack',
  summary: 'Several faults are seen to; those that somebody has taken up meanwhile are left as they are',
  access: 'places.manage',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(200) }),
  output: z.object({ acked: z.number().int(), left: z.number().int() }),
  sample: { ids: ['01890000-0000-7000-8000-000000000000'] },
});
