import { z } from 'zod';
import { dateField, endpoint, timeField } from '#kernel/contract';
import { orgRef } from '#orgs/contract';
import {
  BUILD_MODES,
  ENTRY_MODES,
  facilitySchema,
  freshnessSchema,
  PLACE_ROLES,
  PLACE_STATES,
  placeCode,
  positionSchema,
  termCode,
} from '../contract.ts';
import { hoursSchema, openingSchema } from '../hours/contract.ts';

/**
 * Whereabouts are sensitive (PIPL §28): a phone tells no more than a square of 0.01° (about a kilometre) and works out
 * distances itself; a finer position is refused.
 */
const coarse = (max: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,2})?$/)
    .transform(Number)
    .refine((degrees) => Math.abs(degrees) <= max);

const stretch = z.tuple([z.number().int(), z.number().int()]);

/** One place on the public list: all that a phone needs to sort, filter and tell the time without asking again. */
export const placeCard = z
  .object({
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    roles: z.array(z.enum(PLACE_ROLES)),
    state: z.enum(PLACE_STATES),
    address: z.string().nullable(),
    directions: z.string().nullable(),
    areaName: z.string().nullable(),
    position: positionSchema.nullable(),
    entryMode: z.enum(ENTRY_MODES),
    opening: openingSchema,
    /**
     * When it is open, from the last midnight on, as minutes since 1970; `until`: known until then. A phone without a
     * network tells the time by it (hours/rules.ts, `openingAt`).
     */
    times: z.object({
      known: z.boolean(),
      open: z.array(stretch),
      shut: z.array(stretch),
      until: z.number().int(),
    }),
    /** What works now. */
    facilities: z.array(z.string()),
    /** What it has, but does not work or has run out. */
    out: z.array(z.string()),
    freshness: freshnessSchema,
    /** The host's word for today. */
    note: z.string().nullable(),
    /** Of a place that is closed for a time. */
    closedWhy: z.string().nullable(),
  })
  .meta({ id: 'PlaceCard' });

export const nearPlaces = endpoint({
  method: 'GET',
  path: '/api/public/places',
  summary:
    'Places for anyone: the nearest to a coarse position, or those of an area, the trusted ones first; no account needed',
  access: 'public',
  input: z.object({
    lat: coarse(85).optional(),
    lng: coarse(180).optional(),
    area: z
      .string()
      .regex(/^\d{2,12}$/)
      .optional(),
    q: z.string().trim().max(40).optional(),
    role: z.enum(PLACE_ROLES).default('station'),
    /** Open at the time of the answer. Places whose hours nobody knows are not among them. */
    open: z.literal('yes').optional(),
    /** Open some time in the coming night (22:00–06:00). */
    night: z.literal('yes').optional(),
    /** Codes of facilities that all have to work, with commas between. */
    with: z
      .string()
      .max(200)
      .transform((text) => text.split(','))
      .pipe(z.array(termCode).max(10))
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(40),
    cursor: z.string().max(1000).optional(),
  }),
  output: z.object({
    at: timeField,
    items: z.array(placeCard),
    next: z.string().nullable(),
    /** The area asked for, and those below it that have places. */
    area: z.object({ code: z.string(), name: z.string() }).nullable(),
    areas: z.array(z.object({ code: z.string(), name: z.string(), count: z.number().int() })),
  }),
  errors: ['places.unknown_area', 'places.half_position', 'kernel.bad_cursor'],
  sample: { lat: '40.07', lng: '116.33', open: 'yes', with: 'toilet,water' },
});

export const publicPlace = endpoint({
  method: 'GET',
  path: '/api/public/places/:code',
  summary: 'One place for anyone, by the code on its sign',
  access: 'public',
  input: z.object({ code: placeCode }),
  output: placeCard
    .extend({
      at: timeField,
      org: orgRef,
      /** Whom to call about it. */
      orgPhone: z.string().nullable(),
      buildMode: z.enum(BUILD_MODES),
      hostName: z.string().nullable(),
      entryNote: z.string().nullable(),
      phone: z.string().nullable(),
      areaM2: z.number().nullable(),
      seats: z.number().int().nullable(),
      hours: hoursSchema.nullable(),
      /** The days around today that are no everyday ones: a public holiday by its name, or (null) worked in exchange. */
      special: z.array(z.object({ day: dateField, holiday: z.string().nullable() })),
      equipment: z.array(facilitySchema),
      /** Faults that are being mended: what, how far, since when. */
      faults: z.array(
        z.object({ kind: z.string(), facility: z.string().nullable(), state: z.string(), since: timeField }),
      ),
      photos: z.array(
        z.object({ id: z.uuid(), caption: z.string().nullable(), width: z.int(), height: z.int() }),
      ),
      events: z.array(
        z.object({
          on: z.string(),
          title: z.string(),
          about: z.string().nullable(),
          /** 人次; null where nobody counted. */
          attendances: z.number().int().nullable(),
        }),
      ),
      titles: z.array(z.object({ name: z.string(), awardedOn: z.string(), plaqueNo: z.string().nullable() })),
    })
    .meta({ id: 'PublicPlace' }),
  errors: ['places.not_found'],
  sample: { code: '7K3QXM' },
});
