import { z } from 'zod';
import {
  dateField,
  endpoint,
  historySchema,
  pageFields,
  pageOf,
  phoneField,
  textField,
  timeField,
  todoSchema,
} from '#kernel/contract';
import { orgRef } from '#orgs/contract';
import {
  CARRIED_DECISIONS,
  CHASED_HOW,
  CHASED_WHOM,
  CHASE_LEVELS,
  ITEM_ENDS,
  ITEM_STATES,
  recordId,
  unitRef,
} from '../contract.ts';

export type { ItemState } from '../contract.ts';
export type ItemEnd = (typeof ITEM_ENDS)[number];
export type CarryDecision = (typeof CARRIED_DECISIONS)[number];

export const DUES = ['none', 'later', 'soon', 'overdue'] as const;
export type Due = (typeof DUES)[number];

/** What the list can be narrowed to: a state, what dates say, or how it ended. */
export const ITEM_SHOWS = [
  'open',
  'overdue',
  'soon',
  'escalated',
  'unchased',
  ...ITEM_STATES,
  'on_time',
  'late',
  'all',
] as const;

export const ITEM_SORTS = ['doubt', 'due', 'agreed'] as const;

/** Who answers for an item. The phone is for reminders by SMS, kept sealed, and removed when the item ends. */
export const ownerField = z.object({
  name: textField(40),
  title: z.string().trim().max(60).optional(),
  phone: phoneField.optional(),
});

/** What the input of a step may be lacking. */
export type StepField = 'reason' | 'dueOn' | 'outcome' | 'how' | 'owner';

export interface StepGiven {
  readonly reason?: string | undefined;
  readonly dueOn?: string | undefined;
  readonly outcome?: string | undefined;
  readonly how?: ItemEnd | undefined;
  readonly owner?: z.output<typeof ownerField> | undefined;
}

export const itemSchema = z
  .object({
    id: recordId,
    body: z.object({ id: recordId, name: z.string() }),
    org: orgRef,
    /** Where it was agreed. */
    meeting: z.object({ id: recordId, title: z.string() }),
    topic: z.object({ id: recordId, title: z.string() }).nullable(),
    seq: z.int(),
    text: z.string(),
    measure: z.string(),
    theme: z.object({ code: z.string(), name: z.string() }).nullable(),
    consensus: z.enum(['preliminary', 'full']),
    lead: unitRef.extend({
      /** It is no member of the joint meeting any more. */
      left: z.boolean(),
    }),
    support: z.array(unitRef),
    owner: z.object({ name: z.string(), title: z.string().nullable(), hasPhone: z.boolean() }).nullable(),
    dueOn: z.iso.date().nullable(),
    due: z.enum(DUES),
    state: z.enum(ITEM_STATES),
    /** Why it is disputed, was deferred, or failed. */
    reason: z.string().nullable(),
    outcome: z.string().nullable(),
    how: z.enum(ITEM_ENDS).nullable(),
    agreedAt: timeField,
    /** Since when it has stood where it stands. */
    steppedAt: timeField,
    chasedAt: timeField.nullable(),
    escalatedAt: timeField.nullable(),
    closedAt: timeField.nullable(),
    version: z.int(),
  })
  .meta({ id: 'AgreedItem' });

/** What a meeting has to hear of an item that was agreed before it. */
export const carriedSchema = itemSchema
  .extend({
    /** What this meeting has heard of it; null while it has not. */
    heard: z
      .object({ decision: z.enum(CARRIED_DECISIONS), said: z.string().nullable(), at: timeField })
      .nullable(),
  })
  .meta({ id: 'CarriedItem' });

const filters = {
  show: z.enum(ITEM_SHOWS).default('open'),
  q: z.string().trim().max(40).optional(),
  body: recordId.optional(),
  /** The lead unit. */
  unit: recordId.optional(),
  theme: z.string().max(40).optional(),
  consensus: z.enum(['preliminary', 'full']).optional(),
  /** Agreed at meetings of these years. */
  from: z.coerce.number().int().min(2000).max(2199).optional(),
  to: z.coerce.number().int().min(2000).max(2199).optional(),
};

export const listItems = endpoint({
  method: 'GET',
  path: '/api/items',
  summary: 'Agreed items in your scope, those in doubt first',
  access: 'meetings.read',
  input: z.object({ ...filters, sort: z.enum(ITEM_SORTS).default('doubt'), ...pageFields }),
  output: pageOf(itemSchema).extend({ total: z.int() }),
  errors: ['kernel.bad_cursor'],
  sample: { show: 'open' },
});

export const exportItems = endpoint({
  method: 'GET',
  path: '/api/items/export',
  summary: 'The same list as a sheet (.xlsx)',
  access: 'meetings.read',
  input: z.object(filters),
  output: z.unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  errors: ['meetings.item_too_many'],
  sample: { show: 'all' },
});

const choice = z.object({ id: recordId, name: z.string() });

export const itemChoices = endpoint({
  method: 'GET',
  path: '/api/items/choices',
  summary: 'What the list of agreed items can be narrowed by: bodies, their units, themes',
  access: 'meetings.read',
  input: z.object({}),
  output: z.object({
    bodies: z.array(choice.extend({ units: z.array(choice) })),
    themes: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
});

export const getItem = endpoint({
  method: 'GET',
  path: '/api/items/:id',
  summary: 'One agreed item with its whole history',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: itemSchema.extend({
    /** Where its state may go now. */
    next: z.array(z.enum(ITEM_STATES)),
    mayManage: z.boolean(),
    /** Units that could lead or support it. */
    units: z.array(unitRef),
    themes: z.array(z.object({ code: z.string(), name: z.string() })),
    history: historySchema,
    edits: z.array(
      z.object({
        at: timeField,
        by: z.string(),
        reason: z.string(),
        changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
      }),
    ),
    chases: z.array(
      z.object({
        at: timeField,
        by: z.string(),
        whom: z.enum(CHASED_WHOM),
        how: z.enum(CHASED_HOW),
        level: z.enum(CHASE_LEVELS).nullable(),
        note: z.string().nullable(),
      }),
    ),
    heard: z.array(
      z.object({
        at: timeField,
        meeting: choice,
        decision: z.enum(CARRIED_DECISIONS),
        said: z.string().nullable(),
      }),
    ),
    files: z.array(
      z.object({ id: recordId, name: z.string(), type: z.string(), bytes: z.int(), at: timeField }),
    ),
  }),
  errors: ['meetings.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const listMeetingItems = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/items',
  summary: 'What a meeting has to hear of earlier items, and what was agreed at it',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({
    carried: z.array(carriedSchema),
    agreed: z.array(itemSchema),
    /** What a new item may name. */
    units: z.array(unitRef),
    topics: z.array(z.object({ id: recordId, title: z.string() })),
    themes: z.array(z.object({ code: z.string(), name: z.string() })),
    may: z.object({ manage: z.boolean(), add: z.boolean(), hear: z.boolean() }),
    /** Of new items, unless told otherwise: the consensus of the meeting. */
    consensus: z.enum(['preliminary', 'full']),
    /** For how long adding can be undone. */
    undoMinutes: z.int(),
  }),
  errors: ['meetings.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

const facts = {
  text: textField(300),
  measure: textField(300),
  leadUnit: recordId,
  support: z.array(recordId).max(40).default([]),
  topicId: recordId.nullable().default(null),
  theme: z.string().max(40).nullable().default(null),
  dueOn: dateField.nullable().default(null),
  owner: ownerField.nullable().default(null),
};

export const addItem = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/items',
  summary: 'Write down what was agreed at a meeting that is being held, or was',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    ...facts,
    /** As the meeting’s own consensus when absent. */
    consensus: z.enum(['preliminary', 'full']).optional(),
  }),
  output: z.object({ id: recordId, version: z.int() }),
  status: 201,
  errors: ['meetings.not_found', 'meetings.item_not_held', 'meetings.item_unknown'],
  sample: {
    id: '01890000-0000-7000-8000-000000000000',
    text: '编外人员应入尽入',
    measure: '年底前摸清底数并启动入会',
    leadUnit: '01890000-0000-7000-8000-000000000000',
    dueOn: '2027-06-30',
  },
});

export const undoItem = endpoint({
  method: 'POST',
  path: '/api/items/:id/undo',
  summary: 'Take back an item added by mistake a moment ago; later it can only be ended, with a reason',
  access: 'meetings.manage',
  input: z.object({ id: recordId }),
  output: z.object({ done: z.literal(true) }),
  errors: ['meetings.not_found', 'meetings.item_undo_late'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const editItem = endpoint({
  method: 'POST',
  path: '/api/items/:id/edit',
  summary: 'Change what was agreed, also after the meeting, with a reason; what it was stays',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    /** The version that was changed: if somebody was faster, nothing is written. */
    version: z.int(),
    reason: textField(200),
    ...facts,
    consensus: z.enum(['preliminary', 'full']),
    /** With an owner but no phone in it: keep the phone on record. */
    keepPhone: z.boolean().default(true),
  }),
  output: z.object({ version: z.int() }),
  errors: ['meetings.not_found', 'meetings.item_changed', 'meetings.item_unknown'],
  sample: {
    id: '01890000-0000-7000-8000-000000000000',
    version: 1,
    reason: '印发前核对',
    text: '编外人员应入尽入',
    measure: '年底前摸清底数并启动入会',
    leadUnit: '01890000-0000-7000-8000-000000000000',
    dueOn: '2027-06-30',
    consensus: 'full',
  },
});

export const revealOwner = endpoint({
  method: 'POST',
  path: '/api/items/:id/phone',
  summary: 'The phone of who answers for an item, to chase by hand; each look is audited',
  access: 'meetings.manage',
  input: z.object({ id: recordId }),
  output: z.object({ phone: z.string().nullable() }),
  errors: ['meetings.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const listMeetingTodos = endpoint({
  method: 'GET',
  path: '/api/meetings/todos',
  summary: 'What waits in joint meetings',
  access: 'meetings.read',
  input: z.object({}),
  output: z.object({ items: z.array(todoSchema) }),
});
