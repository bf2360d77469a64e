import { z } from 'zod';
import { endpoint, pageFields, pageOf, phoneField, textField, timeField } from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';
import { MEETING_STATES, recordId, SEATS, unitRef } from '../../contract.ts';

const ID = '01890000-0000-7000-8000-000000000000';
const year = z.coerce.number().int().min(2000).max(2199);
const done = z.object({ done: z.literal(true) });

/** A meeting as the page of its body names it. */
export const plannedSchema = z.object({
  id: recordId,
  year: z.int(),
  ordinal: z.int(),
  title: z.string(),
  state: z.enum(MEETING_STATES),
  month: z.int().nullable(),
  startsAt: timeField.nullable(),
  /** The plan wanted it by now, and it is neither held nor called. */
  late: z.boolean(),
  /** Of what was agreed there: how many are still open. */
  openItems: z.int(),
});

const bodyRow = z
  .object({
    id: recordId,
    name: z.string(),
    org: orgRef,
    /** Member units that are in it now; observers are counted apart. */
    units: z.int(),
    observers: z.int(),
    /** Units of it whose organisation was dissolved or merged, and that nobody has replaced. */
    endedUnits: z.int(),
    /** The meetings of the year asked for, and whatever of other years is not over. */
    meetings: z.array(plannedSchema),
    mayManage: z.boolean(),
  })
  .meta({ id: 'MeetingBody' });

export const listBodies = endpoint({
  method: 'GET',
  path: '/api/meeting-bodies',
  summary:
    'The joint meetings of a government and its unions in your reach, each with the meetings of a year',
  access: 'meetings.read',
  input: z.object({
    q: z.string().trim().max(60).optional(),
    /** This year unless given. */
    year: year.optional(),
    ...pageFields,
  }),
  output: pageOf(bodyRow).extend({ total: z.int(), year: z.int() }),
  errors: ['kernel.bad_cursor'],
  sample: { year: '2026' },
});

export const createBody = endpoint({
  method: 'POST',
  path: '/api/meeting-bodies',
  summary: 'Set up a standing joint meeting that a union prepares',
  access: 'meetings.manage',
  input: z.object({ orgId: orgNumber, name: textField(80) }),
  output: z.object({ id: recordId }),
  status: 201,
  errors: ['orgs.not_found', 'meetings.body_name_taken'],
  sample: { orgId: 1, name: '昌平区政府与工会联席会议' },
});

/** A member unit, as it is now or as it left. */
export const unitSchema = unitRef
  .extend({
    contactName: z.string().nullable(),
    contactTitle: z.string().nullable(),
    /** The number itself is never shown: links are sent to it. */
    hasPhone: z.boolean(),
    joinedAt: timeField,
    leftAt: timeField.nullable(),
    leftReason: z.string().nullable(),
    /** Which unit took its seat. */
    heir: z.string().nullable(),
    /** Its organisation is no more: somebody has to take the seat. */
    ended: z.enum(['merged', 'dissolved']).nullable(),
    /** Who took over from it by the register, where that is known. */
    successor: orgRef.nullable(),
    /** Agreed items that it leads and that are not ended. */
    openItems: z.int(),
  })
  .meta({ id: 'MeetingUnit' });

export const getBody = endpoint({
  method: 'GET',
  path: '/api/meeting-bodies/:id',
  summary: 'One joint meeting: its units now and before, and its meetings year by year',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: bodyRow.omit({ units: true, observers: true, endedUnits: true }).extend({
    madeAt: timeField,
    units: z.array(unitSchema),
    left: z.array(unitSchema),
  }),
  errors: ['meetings.not_found'],
  sample: { id: ID },
});

export const renameBody = endpoint({
  method: 'PATCH',
  path: '/api/meeting-bodies/:id',
  summary: 'Call a joint meeting by another name; what was issued keeps the old one',
  access: 'meetings.manage',
  input: z.object({ id: recordId, name: textField(80) }),
  output: done,
  errors: ['meetings.not_found', 'meetings.body_name_taken'],
  sample: { id: ID, name: '昌平区政府与工会联席会议' },
});

const contact = {
  contactName: textField(40).nullable().optional(),
  contactTitle: textField(60).nullable().optional(),
  /** For links by SMS; kept sealed. Null takes it away. */
  contactPhone: phoneField.nullable().optional(),
};

export const addUnit = endpoint({
  method: 'POST',
  path: '/api/meeting-bodies/:id/units',
  summary: 'Make an organisation a unit of a joint meeting',
  access: 'meetings.manage',
  input: z.object({ id: recordId, orgId: orgParam, seat: z.enum(SEATS).default('member'), ...contact }),
  output: z.object({ id: recordId }),
  status: 201,
  errors: [
    'meetings.not_found',
    'orgs.not_found',
    'meetings.unit_twice',
    'meetings.unit_not_standing',
    'kernel.bad_phone',
  ],
  sample: { id: ID, orgId: 2, seat: 'member' },
});

export const changeUnit = endpoint({
  method: 'PATCH',
  path: '/api/meeting-bodies/:id/units/:unit',
  summary: 'Change the seat or the contact of a unit; fields left out stay',
  access: 'meetings.manage',
  input: z.object({ id: recordId, unit: recordId, seat: z.enum(SEATS).optional(), ...contact }),
  output: done,
  errors: ['meetings.not_found', 'meetings.unit_unknown', 'kernel.bad_phone'],
  sample: { id: ID, unit: ID, seat: 'observer' },
});

export const sortUnits = endpoint({
  method: 'PUT',
  path: '/api/meeting-bodies/:id/units/order',
  summary: 'The order in which units are listed: all that are in it now',
  access: 'meetings.manage',
  input: z.object({ id: recordId, units: z.array(recordId).min(1).max(200) }),
  output: done,
  errors: ['meetings.not_found', 'meetings.unit_order_old'],
  sample: { id: ID, units: [ID] },
});

export const endUnit = endpoint({
  method: 'POST',
  path: '/api/meeting-bodies/:id/units/:unit/leave',
  summary: 'A unit that leads nothing open leaves; what it was part of stays as it was',
  access: 'meetings.manage',
  input: z.object({ id: recordId, unit: recordId, reason: textField(200) }),
  output: done,
  errors: ['meetings.not_found', 'meetings.unit_unknown', 'meetings.unit_leads_items'],
  sample: { id: ID, unit: ID, reason: '机构改革后不再承担' },
});

export const succeedUnit = endpoint({
  method: 'POST',
  path: '/api/meeting-bodies/:id/units/:unit/succeed',
  summary: 'Another organisation takes the seat and the open items of a unit; the history of both stays',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    unit: recordId,
    /** The one that the register names, unless given. */
    orgId: orgNumber.optional(),
    reason: textField(200).optional(),
  }),
  output: z.object({ id: recordId, items: z.int() }),
  errors: [
    'meetings.not_found',
    'meetings.unit_unknown',
    'meetings.unit_no_heir',
    'meetings.unit_not_standing',
    'orgs.not_found',
  ],
  sample: { id: ID, unit: ID },
});

export const planMeeting = endpoint({
  method: 'POST',
  path: '/api/meetings',
  summary: 'Plan a meeting of a year; an urgent one at any time',
  access: 'meetings.manage',
  input: z.object({
    bodyId: recordId,
    year: z.int().min(2000).max(2199),
    month: z.int().min(1).max(12).optional(),
    /** “… 2026 年第 1 次会议” unless given. */
    title: textField(100).optional(),
  }),
  output: z.object({ id: recordId, ordinal: z.int() }),
  status: 201,
  errors: ['meetings.not_found'],
  sample: { bodyId: ID, year: 2027, month: 3 },
});

export const copyPlan = endpoint({
  method: 'POST',
  path: '/api/meeting-bodies/:id/plan',
  summary: 'Plan a year as the one before it was: as many meetings, in the same months',
  access: 'meetings.manage',
  input: z.object({ id: recordId, year: z.int().min(2001).max(2199) }),
  output: z.object({ made: z.int() }),
  status: 201,
  errors: ['meetings.not_found', 'meetings.plan_exists', 'meetings.plan_nothing'],
  sample: { id: ID, year: 2027 },
});
