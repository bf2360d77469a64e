import { z } from 'zod';
import {
  endpoint,
  historySchema,
  pageFields,
  pageOf,
  textField,
  timeField,
  todoSchema,
} from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';
import { hoursSchema, openingSchema } from './hours/contract.ts';

/** What a place is for; one may be several (domain.md B8b). */
export const PLACE_ROLES = ['station', 'reading_room', 'workers_home', 'venue', 'service_desk'] as const;
export type PlaceRole = (typeof PLACE_ROLES)[number];

/** domain.md C5. */
export const PLACE_STATES = [
  'proposed',
  'surveyed',
  'approved',
  'building',
  'open',
  'temp_closed',
  'suspended',
  'delisted',
] as const;
export type PlaceState = (typeof PLACE_STATES)[number];

/** 自建 / 共建 (domain.md §A). */
export const BUILD_MODES = ['own', 'cohosted'] as const;
export type BuildMode = (typeof BUILD_MODES)[number];

/** How one gets in: what fails most often is the door. */
export const ENTRY_MODES = ['walk_in', 'ask_staff', 'code_lock', 'smart_door'] as const;
export type EntryMode = (typeof ENTRY_MODES)[number];

/** Coordinate systems: GPS gives WGS-84, Chinese map providers GCJ-02 (domain.md E5). */
export const DATUMS = ['wgs84', 'gcj02'] as const;
export type Datum = (typeof DATUMS)[number];

/** How fresh what is said of a place is (rules.ts, `trustOf`). */
export const TRUSTS = ['verified', 'stale', 'disputed', 'sunk'] as const;
export type Trust = (typeof TRUSTS)[number];

export const CONFIRMED_BY = ['use', 'visitor', 'host', 'officer'] as const;
export type ConfirmedBy = (typeof CONFIRMED_BY)[number];

/** Of a facility: it works, or it is out of order or empty. */
export const FACILITY_STATES = ['ok', 'out'] as const;

export const placeId = z.uuid();
/** On the sign and in its QR; people type it in small letters too. */
export const placeCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[2-9A-HJ-NP-Z]{6}$/);
/** A code of a facility or a kind, from the dated lists (`places.facilities`, `places.kinds`). */
export const termCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

/** A position in both systems, and in which it was taken. */
export const positionSchema = z.object({
  wgs84: z.object({ lat: z.number(), lng: z.number() }),
  gcj02: z.object({ lat: z.number(), lng: z.number() }),
  datum: z.enum(DATUMS),
});

/** A position as somebody takes it. */
export const positionField = z.object({
  lat: z.number().min(-85).max(85),
  lng: z.number().min(-180).max(180),
  datum: z.enum(DATUMS),
});

export const freshnessSchema = z.object({
  trust: z.enum(TRUSTS),
  confirmedAt: timeField.nullable(),
  confirmedBy: z.enum(CONFIRMED_BY).nullable(),
  /** When somebody there last used it. */
  usedAt: timeField.nullable(),
});

export const facilitySchema = z.object({
  code: z.string(),
  state: z.enum(FACILITY_STATES),
  note: z.string().nullable(),
  since: timeField,
});

const placeRow = z
  .object({
    id: placeId,
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    roles: z.array(z.enum(PLACE_ROLES)),
    state: z.enum(PLACE_STATES),
    org: orgRef,
    areaCode: z.string().nullable(),
    areaName: z.string().nullable(),
    address: z.string().nullable(),
    /** Whether it has coordinates: without, nobody finds it on a map. */
    located: z.boolean(),
    opening: openingSchema,
    freshness: freshnessSchema,
    /** Faults that nobody has mended yet, and since when the oldest waits. */
    faults: z.object({ open: z.number().int(), oldest: timeField.nullable() }),
    facilities: z.array(z.string()),
  })
  .meta({ id: 'PlaceRow' });

/** What a list of places can be narrowed to. */
export const placeFilters = {
  /** Part of the name or the address, or the beginning of the code. */
  q: z.string().trim().max(60).optional(),
  role: z.enum(PLACE_ROLES).optional(),
  state: z.enum(PLACE_STATES).optional(),
  trust: z.enum(TRUSTS).optional(),
  under: orgParam.optional(),
  /** Only those without coordinates: the to-do of an import. */
  unlocated: z.enum(['yes']).optional(),
};

export const PLACE_ORDERS = ['doubt', 'name', 'newest'] as const;

export const listPlaces = endpoint({
  method: 'GET',
  path: '/api/places',
  summary: 'The places that unions in your scope look after, the most doubtful first',
  access: 'places.read',
  input: z.object({
    ...placeFilters,
    order: z.enum(PLACE_ORDERS).default('doubt'),
    ...pageFields,
  }),
  output: pageOf(placeRow).extend({ total: z.number().int() }),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { q: '驿站', role: 'station' },
});

export const getPlace = endpoint({
  method: 'GET',
  path: '/api/places/:id',
  summary: 'One place with everything its keeper has to know',
  access: 'places.read',
  input: z.object({ id: placeId }),
  output: placeRow
    .extend({
      buildMode: z.enum(BUILD_MODES),
      hostOrg: orgRef.nullable(),
      hostName: z.string().nullable(),
      stateReason: z.string().nullable(),
      closedUntil: timeField.nullable(),
      directions: z.string().nullable(),
      position: positionSchema.nullable(),
      entryMode: z.enum(ENTRY_MODES),
      entryNote: z.string().nullable(),
      phone: z.string().nullable(),
      areaM2: z.number().nullable(),
      seats: z.number().int().nullable(),
      administrators: z.number().int().nullable(),
      hours: hoursSchema.nullable(),
      equipment: z.array(facilitySchema),
      note: z.string().nullable(),
      noteUntil: timeField.nullable(),
      history: historySchema,
      /** What may follow its state. */
      next: z.array(z.enum(PLACE_STATES)),
      may: z.object({ manage: z.boolean(), award: z.boolean() }),
    })
    .meta({ id: 'Place' }),
  errors: ['places.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

const facts = {
  name: textField(60),
  kind: termCode,
  roles: z.array(z.enum(PLACE_ROLES)).min(1).max(PLACE_ROLES.length),
  buildMode: z.enum(BUILD_MODES),
  hostOrgId: orgNumber.nullable().optional(),
  hostName: z.string().trim().max(80).nullable().optional(),
  areaCode: z
    .string()
    .regex(/^\d{6,12}$/)
    .nullable()
    .optional(),
  address: z.string().trim().max(120).nullable().optional(),
  directions: z.string().trim().max(80).nullable().optional(),
  position: positionField.nullable().optional(),
  entryMode: z.enum(ENTRY_MODES).default('walk_in'),
  entryNote: z.string().trim().max(60).nullable().optional(),
  phone: z.string().trim().max(30).nullable().optional(),
  areaM2: z.number().positive().max(99_999).nullable().optional(),
  seats: z.int().min(0).max(9_999).nullable().optional(),
  administrators: z.int().min(0).max(99).nullable().optional(),
};

export const createPlace = endpoint({
  method: 'POST',
  path: '/api/places',
  summary: 'Put a place on record; it is proposed, or open at once',
  access: 'places.manage',
  input: z.object({
    orgId: orgNumber,
    ...facts,
    state: z.enum(['proposed', 'open']).default('proposed'),
    facilities: z.array(termCode).max(40).default([]),
    hours: hoursSchema.nullable().optional(),
  }),
  output: z.object({ id: placeId, code: z.string() }),
  status: 201,
  errors: [
    'orgs.not_found',
    'places.unknown_kind',
    'places.unknown_facility',
    'places.unknown_area',
    'places.bad_host',
    'places.outside_china',
    'places.bad_hours',
    'places.hours_seasons_overlap',
  ],
  sample: {
    orgId: 1,
    name: '白坊家圆户外劳动者暖心驿站',
    kind: 'warm_station',
    roles: ['station'],
    buildMode: 'own',
  },
});

export const updatePlace = endpoint({
  method: 'PATCH',
  path: '/api/places/:id',
  summary: 'Correct the facts of a place; fields left out stay',
  access: 'places.manage',
  input: z.object({
    id: placeId,
    ...facts,
    name: facts.name.optional(),
    kind: facts.kind.optional(),
    roles: facts.roles.optional(),
    buildMode: facts.buildMode.optional(),
    entryMode: z.enum(ENTRY_MODES).optional(),
    orgId: orgNumber.optional(),
  }),
  output: z.object({ id: placeId }),
  errors: [
    'places.not_found',
    'orgs.not_found',
    'places.unknown_kind',
    'places.unknown_area',
    'places.bad_host',
    'places.outside_china',
  ],
  sample: { id: '01890000-0000-7000-8000-000000000000', phone: '010-69741234' },
});

export const changePlaceState = endpoint({
  method: 'POST',
  path: '/api/places/:id/state',
  summary: 'Take a place a step on (domain.md C5): opened, closed for a time, suspended, delisted',
  access: 'places.manage',
  input: z.object({
    id: placeId,
    to: z.enum(PLACE_STATES),
    reason: z.string().trim().max(200).optional(),
    /** Of a temporary closing: when it is to end. */
    until: timeField.optional(),
  }),
  output: z.object({ state: z.enum(PLACE_STATES) }),
  errors: ['places.not_found', 'places.bad_step', 'places.reason_missing', 'places.bad_until'],
  sample: { id: '01890000-0000-7000-8000-000000000000', to: 'temp_closed', reason: '水管维修' },
});

export const setEquipment = endpoint({
  method: 'PUT',
  path: '/api/places/:id/facilities',
  summary: 'What a place has, and what of it works now',
  access: 'places.manage',
  input: z.object({
    id: placeId,
    items: z
      .array(
        z.object({
          code: termCode,
          state: z.enum(FACILITY_STATES).default('ok'),
          note: z.string().trim().max(40).nullable().optional(),
        }),
      )
      .max(40),
  }),
  output: z.object({ count: z.number().int() }),
  errors: ['places.not_found', 'places.unknown_facility'],
  sample: { id: '01890000-0000-7000-8000-000000000000', items: [{ code: 'water' }] },
});

const term = z.object({ code: termCode, zh: textField(20), en: textField(40) });

/** The difficulty that a facility helps with (四难: 吃饭、喝水、休息、如厕), or none of them. */
export const NEEDS = ['meal', 'water', 'rest', 'toilet', 'more'] as const;
export const facilityTerm = term.extend({
  need: z.enum(NEEDS),
  /** Whether the public list offers it as a filter of its own. */
  filter: z.boolean(),
});
export const kindTerm = term.extend({ role: z.enum(PLACE_ROLES) });

export const getPlaceTerms = endpoint({
  method: 'GET',
  path: '/api/public/place-terms',
  summary: 'The names of facilities and kinds of places that are in force',
  access: 'public',
  input: z.object({}),
  output: z.object({
    facilities: z.array(facilityTerm),
    kinds: z.array(kindTerm),
  }),
});

export const setPlaceTerms = endpoint({
  method: 'PUT',
  path: '/api/place-terms',
  summary: 'Names of facilities and kinds, from a day on; the list before stays as history',
  access: 'places.settings',
  input: z.object({
    facilities: z.array(facilityTerm).min(1).max(40).optional(),
    kinds: z.array(kindTerm).min(1).max(40).optional(),
    from: z.iso.date(),
    source: textField(120),
  }),
  output: z.object({ done: z.literal(true) }),
  errors: ['places.settings_of_root', 'places.term_in_use', 'places.bad_terms'],
  sample: {
    kinds: [{ code: 'warm_station', zh: '暖心驿站', en: 'Warm station', role: 'station' }],
    from: '2027-01-01',
    source: '区总工会通知',
  },
});

export const listPlaceTodos = endpoint({
  method: 'GET',
  path: '/api/places/todos',
  summary: 'What waits for you about places',
  access: 'places.read',
  input: z.object({}),
  output: z.object({ items: z.array(todoSchema) }),
});
