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
import { placeId } from '#places/contract';
import { STOP_STATES, VISIT_STATES, VOICE_STATES } from '../contract.ts';

export type VisitState = (typeof VISIT_STATES)[number];
export type StopState = (typeof STOP_STATES)[number];

/** What of a planned visit can be changed. */
export const VISIT_FIELDS = ['title', 'day', 'led_by', 'stop_added', 'stop_removed', 'order'] as const;

export const VISIT_ORDERS = ['newest', 'oldest'] as const;
const MOST_STOPS = 40;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SAMPLE_ID = '01890000-0000-7000-8000-000000000000';

const visitId = z.object({ id: z.uuid() });
const title = textField(60);
const reason = textField(200);
/** The office that leads, not a person: 市总工会党组成员、副主席. */
const ledBy = z.string().trim().max(80);

/** A union, or a place. */
export const stopField = z.union([z.strictObject({ unionId: orgNumber }), z.strictObject({ placeId })]);

const needsSchema = z.object({
  all: z.number().int(),
  open: z.number().int(),
  grouped: z.number().int(),
  answered: z.number().int(),
});

const visitRow = z
  .object({
    id: z.uuid(),
    org: orgRef,
    title: z.string(),
    day: z.string(),
    ledBy: z.string().nullable(),
    state: z.enum(VISIT_STATES),
    reason: z.string().nullable(),
    /** Its day has gone by and nobody has said how it went. */
    over: z.boolean(),
    stops: z.object({ all: z.number().int(), done: z.number().int(), skipped: z.number().int() }),
    needs: needsSchema,
  })
  .meta({ id: 'VisitRow' });

const stopSchema = z.object({
  id: z.uuid(),
  union: orgRef.nullable(),
  /** Null name: a place that is no longer shown. */
  place: z.object({ id: placeId, name: z.string().nullable(), address: z.string().nullable() }).nullable(),
  state: z.enum(STOP_STATES),
  reason: z.string().nullable(),
  doneAt: timeField.nullable(),
});

const needSchema = z.object({
  id: z.uuid(),
  text: z.string(),
  theme: z.string().nullable(),
  /** Whom it concerns: the union at the stop. */
  org: orgRef,
  place: z.string().nullable(),
  state: z.enum(VOICE_STATES),
  note: z.string().nullable(),
  at: timeField,
  hasContact: z.boolean(),
});

export const visitSchema = visitRow
  .extend({
    stopList: z.array(stopSchema),
    needList: z.array(needSchema),
    /** How many told six taps by the link of this visit; what they told is counted elsewhere, and knows of no visit. */
    interviews: z.number().int(),
    links: z.array(
      z.object({
        id: z.uuid(),
        /** The stop that it was made at, in words; null for the visit as a whole. */
        stop: z.string().nullable(),
        createdAt: timeField,
        expiresAt: timeField.nullable(),
        live: z.boolean(),
        revoked: z.boolean(),
      }),
    ),
    changes: z.array(
      z.object({
        field: z.enum(VISIT_FIELDS),
        was: z.string().nullable(),
        now: z.string().nullable(),
        by: z.string(),
        at: timeField,
      }),
    ),
    history: historySchema,
    may: z.object({ answer: z.boolean(), undo: z.boolean(), link: z.boolean() }),
  })
  .meta({ id: 'Visit' });

export const planVisit = endpoint({
  method: 'POST',
  path: '/api/visits',
  summary: 'Plan a visit (走访慰问): a day, and its stops in order',
  access: 'voices.answer',
  input: z.object({
    orgId: orgNumber,
    title,
    day: dateField,
    ledBy: ledBy.optional(),
    stops: z.array(stopField).max(MOST_STOPS),
  }),
  output: visitSchema,
  status: 201,
  errors: ['orgs.not_found', 'places.not_found', 'voices.visit_stop_twice', 'voices.visit_not_union'],
  sample: { orgId: 1, title: '新年走访', day: '2026-12-28', stops: [{ unionId: 2 }] },
});

export const copyVisit = endpoint({
  method: 'POST',
  path: '/api/visits/:id/copy',
  summary: 'Plan another visit with the stops of an earlier one; stops that are gone are left out and told',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), title: title.optional(), day: dateField }),
  output: z.object({ id: z.uuid(), left: z.array(z.string()) }),
  status: 201,
  errors: ['voices.visit_not_found'],
  sample: { id: SAMPLE_ID, day: '2027-12-28' },
});

const filters = {
  /** Part of the title, or of the office that leads. */
  q: z.string().trim().max(40).optional(),
  state: z.enum([...VISIT_STATES, 'over']).optional(),
  year: z.coerce.number().int().min(2000).max(2199).optional(),
  /** Visits of this union and those below it. */
  under: orgParam.optional(),
  /** Visits that stop at this union. */
  at: orgParam.optional(),
};

export const listVisits = endpoint({
  method: 'GET',
  path: '/api/visits',
  summary: 'Visits in your scope, the latest day first',
  access: 'voices.read',
  input: z.object({ ...filters, order: z.enum(VISIT_ORDERS).default('newest'), ...pageFields }),
  output: pageOf(visitRow).extend({
    total: z.number().int(),
    /** Of all that match. */
    numbers: z.object({ visits: z.number().int(), stops: z.number().int(), needs: needsSchema }),
    /** Years that there are visits of, the latest first. */
    years: z.array(z.number().int()),
  }),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { year: '2026', state: 'done' },
});

export const exportVisits = endpoint({
  method: 'GET',
  path: '/api/visits/export',
  summary: 'The filtered visits as a sheet, a visit a row',
  access: 'voices.read',
  input: z.object(filters),
  output: z.unknown(),
  produces: XLSX,
  errors: ['orgs.not_found'],
  sample: { year: '2026' },
});

export const getVisit = endpoint({
  method: 'GET',
  path: '/api/visits/:id',
  summary: 'A visit: its stops, the needs that it left, what was changed',
  access: 'voices.read',
  input: visitId,
  output: visitSchema,
  errors: ['voices.visit_not_found'],
  sample: { id: SAMPLE_ID },
});

export const printItinerary = endpoint({
  method: 'GET',
  path: '/api/visits/:id/itinerary',
  summary: 'One page for the day: stops, addresses, whom to call, lines to write needs on',
  access: 'voices.read',
  input: visitId,
  output: z.unknown(),
  produces: 'application/pdf',
  errors: ['voices.visit_not_found'],
  sample: { id: SAMPLE_ID },
});

export const updateVisit = endpoint({
  method: 'PATCH',
  path: '/api/visits/:id',
  summary: 'Change title, day or leading office of a planned visit',
  access: 'voices.answer',
  input: z.object({
    id: z.uuid(),
    title: title.optional(),
    day: dateField.optional(),
    ledBy: ledBy.nullable().optional(),
  }),
  output: visitSchema,
  errors: ['voices.visit_not_found', 'voices.visit_settled'],
  sample: { id: SAMPLE_ID, day: '2026-12-29' },
});

export const setVisitState = endpoint({
  method: 'POST',
  path: '/api/visits/:id/state',
  summary: 'A visit took place, or will not; back to planned on the day of that step',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), state: z.enum(VISIT_STATES), reason: reason.optional() }),
  output: visitSchema,
  errors: [
    'voices.visit_not_found',
    'voices.visit_settled',
    'voices.visit_stops_open',
    'voices.visit_needs_reason',
    'voices.visit_undo_late',
  ],
  sample: { id: SAMPLE_ID, state: 'cancelled', reason: '大雪，改到下周' },
});

export const addStop = endpoint({
  method: 'POST',
  path: '/api/visits/:id/stops',
  summary: 'Add a stop at the end of a planned visit',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), stop: stopField }),
  output: visitSchema,
  status: 201,
  errors: [
    'voices.visit_not_found',
    'voices.visit_settled',
    'voices.visit_stop_twice',
    'voices.visit_not_union',
    'voices.visit_too_many_stops',
    'orgs.not_found',
    'places.not_found',
  ],
  sample: { id: SAMPLE_ID, stop: { unionId: 2 } },
});

export const removeStop = endpoint({
  method: 'DELETE',
  path: '/api/visits/:id/stops/:stopId',
  summary: 'Take a stop out of a planned visit, as long as nothing was written there',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), stopId: z.uuid() }),
  output: visitSchema,
  errors: [
    'voices.visit_not_found',
    'voices.visit_settled',
    'voices.visit_stop_unknown',
    'voices.visit_stop_settled',
  ],
  sample: { id: SAMPLE_ID, stopId: SAMPLE_ID },
});

export const orderStops = endpoint({
  method: 'PUT',
  path: '/api/visits/:id/stops',
  summary: 'Put the stops of a planned visit in another order',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), ids: z.array(z.uuid()).max(MOST_STOPS) }),
  output: visitSchema,
  errors: ['voices.visit_not_found', 'voices.visit_settled', 'voices.visit_stops_changed'],
  sample: { id: SAMPLE_ID, ids: [] },
});

export const setStopState = endpoint({
  method: 'POST',
  path: '/api/visits/:id/stops/:stopId/state',
  summary: 'A stop was reached, or left out; back as long as the visit is planned',
  access: 'voices.answer',
  input: z.object({
    id: z.uuid(),
    stopId: z.uuid(),
    state: z.enum(STOP_STATES),
    reason: reason.optional(),
  }),
  output: visitSchema,
  errors: [
    'voices.visit_not_found',
    'voices.visit_settled',
    'voices.visit_stop_unknown',
    'voices.visit_stop_settled',
    'voices.visit_needs_reason',
  ],
  sample: { id: SAMPLE_ID, stopId: SAMPLE_ID, state: 'done' },
});

export const addNeed = endpoint({
  method: 'POST',
  path: '/api/visits/:id/stops/:stopId/needs',
  summary: 'Write down a need at a stop; it becomes a voice that waits for an answer',
  access: 'voices.answer',
  input: z.object({
    id: z.uuid(),
    stopId: z.uuid(),
    text: textField(1000),
    /** A code of `GET /api/voice-themes`. */
    theme: z.string().max(30).optional(),
    /** Only with `consent`. Kept encrypted. */
    contact: z.string().trim().min(1).max(60).optional(),
    name: z.string().trim().min(1).max(30).optional(),
    consent: z.literal(true).optional(),
  }),
  output: visitSchema,
  status: 201,
  errors: [
    'voices.visit_not_found',
    'voices.visit_cancelled',
    'voices.visit_stop_unknown',
    'voices.visit_needs_consent',
    'voices.concern_theme',
  ],
  sample: { id: SAMPLE_ID, stopId: SAMPLE_ID, text: '夜里没有地方歇脚' },
});

export const makeVisitLink = endpoint({
  method: 'POST',
  path: '/api/visits/:id/links',
  summary:
    'A link that opens the six taps, for handing over a phone or a QR; it ends the day after the visit',
  access: 'voices.answer',
  /** `stopId`: where the link is shown, so that what is told there counts for its street. */
  input: visitId.extend({ stopId: z.uuid().optional() }),
  /** `token` opens `/listen?a=areaCode#token`; told once. */
  output: z.object({
    id: z.uuid(),
    token: z.string(),
    areaCode: z.string().nullable(),
    expiresAt: timeField,
  }),
  status: 201,
  errors: [
    'voices.visit_not_found',
    'voices.visit_stop_unknown',
    'voices.visit_link_late',
    'voices.visit_cancelled',
  ],
  sample: { id: SAMPLE_ID },
});

export const revokeVisitLink = endpoint({
  method: 'POST',
  path: '/api/visits/:id/links/:linkId/revoke',
  summary: 'Call a link of a visit back',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), linkId: z.uuid() }),
  output: z.object({ revoked: z.boolean() }),
  errors: ['voices.visit_not_found', 'kernel.link_unknown'],
  sample: { id: SAMPLE_ID, linkId: SAMPLE_ID },
});
