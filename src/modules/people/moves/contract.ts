import { z } from 'zod';
import {
  dateField,
  endpoint,
  historySchema,
  pageFields,
  pageOf,
  textField,
  timeField,
} from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';
import { RETAINED_AS, WARNED_HOW } from '../standing/contract.ts';

/** `requested` waits for the member, `confirmed` for the other union (domain.md C2). */
export const TRANSFER_STATES = [
  'requested',
  'confirmed',
  'moved',
  'refused',
  'declined',
  'withdrawn',
] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

/** Who started it: the old union, the new one, or a reconcile of the new one's roster. */
export const TRANSFER_STARTS = ['from', 'to', 'roster'] as const;
export type TransferStart = (typeof TRANSFER_STARTS)[number];

const transferSchema = z
  .object({
    id: z.uuid(),
    /** Null while the person is out of your reach: the other union sees the name alone. */
    personId: z.uuid().nullable(),
    name: z.string(),
    from: orgRef,
    to: orgRef,
    startedBy: z.enum(TRANSFER_STARTS),
    state: z.enum(TRANSFER_STATES),
    note: z.string().nullable(),
    reason: z.string().nullable(),
    consentAt: timeField.nullable(),
    consentHow: z.enum(['phone', 'paper']).nullable(),
    /** The other union answers by the end of this day, or the membership moves by itself. */
    dueOn: z.string().nullable(),
    byItself: z.boolean(),
    createdAt: timeField,
    closedAt: timeField.nullable(),
    may: z.object({ accept: z.boolean(), refuse: z.boolean(), withdraw: z.boolean(), consent: z.boolean() }),
  })
  .meta({ id: 'Transfer' });

const id = '01890000-0000-7000-8000-000000000000';
const transferId = z.object({ id: z.uuid() });
const transferState = z.object({ state: z.enum(TRANSFER_STATES) });

export const startTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers',
  summary: 'Ask that a member of yours moves to another union; the member confirms, the other union answers',
  access: 'people.move',
  input: z.object({ personId: z.uuid(), toOrgId: orgNumber, note: z.string().trim().max(200).default('') }),
  output: transferId,
  status: 201,
  errors: [
    'people.person_not_found',
    'orgs.not_found',
    'people.not_a_member',
    'people.transfer_open',
    'people.same_union',
  ],
  sample: { personId: id, toOrgId: 2, note: '调到新单位' },
});

export const claimTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/claim',
  summary:
    'Ask that somebody who now works with you moves to your union: by whole ID number and name; audited',
  access: 'people.move',
  input: z.object({
    toOrgId: orgNumber,
    name: textField(60),
    idNo: z.string().trim().min(5).max(30),
    note: z.string().trim().max(200).default(''),
  }),
  output: transferId,
  status: 201,
  limit: 30,
  errors: ['orgs.not_found', 'people.no_such_member', 'people.transfer_open', 'people.same_union'],
  sample: { toOrgId: 1, name: '王小明', idNo: '11010519491231002X' },
});

export const listTransfers = endpoint({
  method: 'GET',
  path: '/api/transfers',
  summary: 'Transfers from and to unions in your scope, those that wait for you first, then the oldest',
  access: 'people.read',
  input: z.object({
    /** `mine` waits for an answer of yours. */
    state: z.enum(['open', 'mine', 'all', ...TRANSFER_STATES]).default('open'),
    orgId: orgParam.optional(),
    q: z.string().trim().max(40).optional(),
    ...pageFields,
  }),
  output: pageOf(transferSchema).extend({ total: z.number().int() }),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { state: 'open' },
});

export const getTransfer = endpoint({
  method: 'GET',
  path: '/api/transfers/:id',
  summary: 'One transfer with its history',
  access: 'people.read',
  input: transferId,
  output: transferSchema.extend({ history: historySchema }),
  errors: ['people.transfer_not_found'],
  sample: { id },
});

export const recordConsent = endpoint({
  method: 'POST',
  path: '/api/transfers/:id/consent',
  summary: 'Record that the member agreed on paper, before an officer',
  access: 'people.move',
  input: transferId.extend({ note: textField(200) }),
  output: transferState,
  errors: ['people.transfer_not_found', 'people.transfer_step'],
  sample: { id, note: '本人 11 月 20 日到办公室签字' },
});

export const acceptTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/:id/accept',
  summary: 'The other union agrees: the membership moves today, without a gap',
  access: 'people.move',
  input: transferId,
  output: transferState,
  errors: ['people.transfer_not_found', 'people.transfer_step'],
  sample: { id },
});

export const refuseTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/:id/refuse',
  summary: 'The other union objects, with a reason that the member and the starting union see',
  access: 'people.move',
  input: transferId.extend({ reason: textField(200) }),
  output: transferState,
  errors: ['people.transfer_not_found', 'people.transfer_step'],
  sample: { id, reason: '仍在本单位工作' },
});

export const withdrawTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/:id/withdraw',
  summary: 'The union that asked takes it back',
  access: 'people.move',
  input: transferId.extend({ reason: textField(200) }),
  output: transferState,
  errors: ['people.transfer_not_found', 'people.transfer_step'],
  sample: { id, reason: '填错了人' },
});

export const answerMyTransfer = endpoint({
  method: 'POST',
  path: '/api/me/transfer',
  summary: 'The member agrees to the transfer, or declines it',
  access: 'person',
  input: z.object({ id: z.uuid(), agree: z.boolean() }),
  output: transferState,
  errors: ['people.transfer_not_found', 'people.transfer_step'],
  sample: { id, agree: true },
});

const personId = z.object({ id: z.uuid() });
const standing = z.object({ state: z.string() });

export const retainMember = endpoint({
  method: 'POST',
  path: '/api/people/:id/retain',
  summary: 'Keep the membership of somebody who no longer works there (保留会籍)',
  access: 'people.move',
  input: personId.extend({
    as: z.enum(RETAINED_AS),
    on: dateField,
    note: z.string().trim().max(200).default(''),
  }),
  output: standing,
  errors: ['people.person_not_found', 'people.move_step', 'people.move_date'],
  sample: { id, as: 'retired', on: '2026-11-20' },
});

export const restoreMember = endpoint({
  method: 'POST',
  path: '/api/people/:id/restore',
  summary: 'A retained member works again in this union',
  access: 'people.move',
  input: personId.extend({ note: z.string().trim().max(200).default('') }),
  output: standing,
  errors: ['people.person_not_found', 'people.move_step'],
  sample: { id },
});

export const stayMember = endpoint({
  method: 'POST',
  path: '/api/people/:id/stay',
  summary:
    'A member whom a roster no longer has works there all the same: the mark goes, the membership stays',
  access: 'people.move',
  input: personId.extend({ note: textField(200) }),
  output: standing,
  errors: ['people.person_not_found', 'people.move_step'],
  sample: { id, note: '人事漏报，已核实' },
});

export const endMembership = endpoint({
  method: 'POST',
  path: '/api/people/:id/end',
  summary:
    'Resigned on written request, expelled by resolution, or deceased; a later joining opens a new period',
  access: 'people.move',
  input: personId.extend({
    as: z.enum(['resigned', 'expelled', 'deceased']),
    on: dateField,
    reason: textField(200),
    /** Of an expulsion. */
    resolutionId: z.uuid().optional(),
  }),
  output: standing,
  errors: [
    'people.person_not_found',
    'people.move_step',
    'people.move_date',
    'people.resolution_not_found',
    'people.resolution_needed',
  ],
  sample: { id, as: 'resigned', on: '2026-11-20', reason: '本人书面申请' },
});

export const warnMember = endpoint({
  method: 'POST',
  path: '/api/people/:id/warnings',
  summary: 'Record that a member who pays no dues and takes no part was spoken to (教育), when and how',
  access: 'people.move',
  input: personId.extend({ on: dateField, how: z.enum(WARNED_HOW), note: textField(200) }),
  output: z.object({ id: z.uuid() }),
  status: 201,
  errors: ['people.person_not_found', 'people.move_step', 'people.move_date'],
  sample: { id, on: '2026-05-10', how: 'phone', note: '电话提醒缴纳会费、参加活动' },
});

export const deemResigned = endpoint({
  method: 'POST',
  path: '/api/people/:id/deem-resigned',
  summary:
    'Deem a member resigned (视为自动退会): months without dues and union life, a warning in that time, a resolution after it',
  access: 'people.approve',
  input: personId.extend({
    unpaidSince: dateField,
    absentSince: dateField,
    warningId: z.uuid(),
    resolutionId: z.uuid(),
  }),
  output: standing,
  errors: [
    'people.person_not_found',
    'people.move_step',
    'people.resolution_not_found',
    'people.warning_not_found',
    'people.evidence_short',
    'people.evidence_order',
  ],
  sample: { id, unpaidSince: '2026-01-01', absentSince: '2026-01-01', warningId: id, resolutionId: id },
});
