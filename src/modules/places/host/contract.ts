import { z } from 'zod';
import { dateField, endpoint, textField, timeField } from '#kernel/contract';
import { FACILITY_STATES, freshnessSchema, PLACE_STATES, placeId, termCode } from '../contract.ts';
import { openingSchema } from '../hours/contract.ts';
import { FAULT_KINDS, FAULT_STATES } from '../trust/faults/contract.ts';
import { CLOSE_REASONS, FAULT_TAPS, LINK_USES, WORDS } from './rules.ts';

const token = z.string().min(10).max(80);
const SAMPLE = '01890000-0000-7000-8000-000000000000';
const SAMPLE_TOKEN = 'abcdefghijklmnopqrstuvwxyz0';

/** What the host sees, in the place's own words; the same answer to looking, to each tap and to taking one back. */
export const hostPage = z
  .object({
    at: timeField,
    place: z.object({
      code: z.string(),
      name: z.string(),
      state: z.enum(PLACE_STATES),
      stateReason: z.string().nullable(),
    }),
    /** For whom the link was made, and when it ends. */
    label: z.string().nullable(),
    expiresAt: timeField.nullable(),
    union: z.object({ name: z.string(), phone: z.string().nullable() }),
    opening: openingSchema,
    hoursKnown: z.boolean(),
    /** When today's opening ends: until then “closed today” lasts, and from then on “longer”. */
    todayEnds: timeField,
    /** Why and until when it is closed although its hours say open. */
    closing: z.object({ until: timeField, reason: z.string().nullable() }).nullable(),
    freshness: freshnessSchema,
    facilities: z.array(
      z.object({
        code: z.string(),
        zh: z.string(),
        en: z.string(),
        state: z.enum(FACILITY_STATES),
        since: timeField,
      }),
    ),
    note: z.string().nullable(),
    noteUntil: timeField.nullable(),
    /** What visitors have found wrong, the oldest first; not a word of theirs. */
    faults: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(FAULT_KINDS),
        facility: z.object({ zh: z.string(), en: z.string() }).nullable(),
        state: z.enum(FAULT_STATES),
        reports: z.int(),
        since: timeField,
        /** What the host can say of it. */
        next: z.array(z.enum(FAULT_TAPS)),
      }),
    ),
    /** What expires soon or has expired. */
    supplies: z.array(
      z.object({ id: z.uuid(), item: z.string(), quantity: z.int(), unit: z.string(), expiresOn: dateField }),
    ),
    /** The last word by this link, as long as it can be taken back. */
    last: z
      .object({
        id: z.uuid(),
        kind: z.enum(WORDS),
        /** A facility by its code or an item by its name, and what was said of it. */
        about: z.string().nullable(),
        state: z.string().nullable(),
        undoUntil: timeField,
      })
      .nullable(),
  })
  .meta({ id: 'HostPage' });

const hostErrors = ['kernel.link_unknown', 'kernel.link_over', 'places.not_found'];

export const openHostPage = endpoint({
  method: 'POST',
  path: '/api/host/page',
  summary: 'What a host sees by their link; looking writes nothing',
  access: 'public',
  input: z.object({ token }),
  output: hostPage,
  errors: hostErrors,
  sample: { token: SAMPLE_TOKEN },
  limit: 120,
  // A look leaves nothing behind, not even its key.
  transaction: false,
  light: true,
});

/** One tap of a host. */
export const saidSchema = z.discriminatedUnion('kind', [
  /** It is open now; `until` where its hours do not say so. Ends what the host said before of closing. */
  z.object({ kind: z.literal('open'), until: timeField.optional() }),
  /** Closed from now on; without `until` as long as today’s opening lasts. */
  z.object({
    kind: z.literal('close'),
    until: timeField.optional(),
    reason: z.enum(CLOSE_REASONS).optional(),
  }),
  /** Open beyond today’s hours. */
  z.object({ kind: z.literal('longer'), until: timeField }),
  z.object({ kind: z.literal('facility'), code: termCode, state: z.enum(FACILITY_STATES) }),
  /** A word to whoever comes, until midnight if not said otherwise; an empty one takes it away. */
  z.object({ kind: z.literal('note'), text: z.string().trim().max(60), until: timeField.optional() }),
  z.object({ kind: z.literal('fault'), id: z.uuid(), to: z.enum(FAULT_TAPS) }),
  z.object({ kind: z.literal('supply'), id: z.uuid(), how: z.enum(['used_up', 'expired']) }),
]);
export type Said = z.output<typeof saidSchema>;

export const sayAsHost = endpoint({
  method: 'POST',
  path: '/api/host/say',
  summary: 'One tap of a host by their link: open, closed today, out of water, a note; holds at once',
  access: 'public',
  input: z.object({ token, said: saidSchema }),
  output: hostPage,
  errors: [
    ...hostErrors,
    'places.host_shut_by_union',
    'places.host_until_missing',
    'places.host_bad_until',
    'places.host_no_facility',
    'places.supply_not_found',
    'places.supply_gone',
    'places.fault_not_found',
    'places.fault_bad_step',
  ],
  sample: { token: SAMPLE_TOKEN, said: { kind: 'close', reason: 'repair' } },
  limit: 60,
});

export const undoAsHost = endpoint({
  method: 'POST',
  path: '/api/host/undo',
  summary: 'Take the last tap back, within a minute',
  access: 'public',
  input: z.object({ token, id: z.uuid() }),
  output: hostPage,
  errors: [...hostErrors, 'places.host_undo_late'],
  sample: { token: SAMPLE_TOKEN, id: SAMPLE },
  limit: 60,
});

const linkSchema = z.object({
  id: z.uuid(),
  label: z.string().nullable(),
  createdAt: timeField,
  expiresAt: timeField.nullable(),
  revokedAt: timeField.nullable(),
  /** When something was last done by it. */
  usedAt: timeField.nullable(),
  live: z.boolean(),
});

export const getPlaceHost = endpoint({
  method: 'GET',
  path: '/api/places/:id/host',
  summary: 'Who has links to a place, which signs are out, and what hosts said lately',
  access: 'places.read',
  input: z.object({ id: placeId }),
  output: z.object({
    links: z.array(linkSchema),
    signs: z.array(linkSchema),
    words: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(WORDS),
        /** Codes and times of what was said; `about` names a facility or an item. */
        detail: z.object({
          until: timeField.optional(),
          reason: z.enum(CLOSE_REASONS).optional(),
          about: z.string().optional(),
          state: z.string().optional(),
        }),
        by: z.string().nullable(),
        at: timeField,
        undone: z.boolean(),
      }),
    ),
    /** How long a new link lasts if no other day is chosen. */
    linkDays: z.int(),
  }),
  errors: ['places.not_found'],
  sample: { id: SAMPLE },
});

const ending = {
  /** The post or the shop, never a person’s name. */
  label: textField(40),
  /** The last day on which the link opens the page. */
  lastDay: dateField.optional(),
};

export const makeHostLink = endpoint({
  method: 'POST',
  path: '/api/places/:id/host-links',
  summary: 'A link by which a host speaks for one place, without an account; told once',
  access: 'places.manage',
  input: z.object({ id: placeId, ...ending }),
  output: z.object({ id: z.uuid(), token: z.string().describe('shown once'), expiresAt: timeField }),
  status: 201,
  errors: ['places.not_found', 'places.host_bad_last_day'],
  sample: { id: SAMPLE, label: '营业厅值班台' },
});

export const revokeHostLink = endpoint({
  method: 'POST',
  path: '/api/places/:id/host-links/:linkId/revoke',
  summary: 'Call a host’s link or the key of a sign back for good',
  access: 'places.manage',
  input: z.object({ id: placeId, linkId: z.uuid(), use: z.enum(LINK_USES) }),
  output: z.object({ revoked: z.boolean() }),
  errors: ['places.not_found', 'kernel.link_unknown'],
  sample: { id: SAMPLE, linkId: SAMPLE, use: 'host' },
});

export const printHostPack = endpoint({
  method: 'POST',
  path: '/api/places/:id/host-pack',
  summary: 'The sign for the door, and a page for the host with a link of its own, as PDF',
  access: 'places.manage',
  input: z.object({ id: placeId, ...ending }),
  output: z.any(),
  produces: 'application/pdf',
  errors: ['places.not_found', 'places.host_bad_last_day'],
  sample: { id: SAMPLE, label: '营业厅值班台' },
  // A file is made anew each time, and its links with it: nothing is kept to be given again.
  transaction: false,
});

export const printSigns = endpoint({
  method: 'POST',
  path: '/api/places/signs',
  summary: 'The signs of up to 50 places in one PDF, a key each',
  access: 'places.manage',
  input: z.object({ ids: z.array(placeId).min(1).max(50) }),
  output: z.any(),
  produces: 'application/pdf',
  errors: ['places.not_found'],
  sample: { ids: [SAMPLE] },
  transaction: false,
});
