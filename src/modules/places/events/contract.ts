import { z } from 'zod';
import { dateField, endpoint, textField } from '#kernel/contract';
import { placeId } from '../contract.ts';

const about = z.string().trim().max(500);
const facts = {
  on: dateField,
  title: textField(60),
  /** What was done. */
  about: about.nullable().optional(),
  /** Attendances (人次): whoever came twice counts twice. Null where nobody counted. */
  attendances: z.int().min(0).max(1_000_000).nullable().optional(),
  /** The one of the same kind before it: last year's. */
  follows: z.uuid().nullable().optional(),
};

export const eventSchema = z
  .object({
    id: z.uuid(),
    on: z.string(),
    title: z.string(),
    about: z.string().nullable(),
    attendances: z.int().nullable(),
    isPublic: z.boolean(),
    follows: z
      .object({
        id: z.uuid(),
        on: z.string(),
        title: z.string(),
        about: z.string().nullable(),
        attendances: z.int().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'PlaceEvent' });

export const listEvents = endpoint({
  method: 'GET',
  path: '/api/places/:id/events',
  summary: 'What happened at a place, the latest first, each with last year’s beside it',
  access: 'places.read',
  input: z.object({ id: placeId }),
  output: z.object({ items: z.array(eventSchema) }),
  errors: ['places.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const recordEvent = endpoint({
  method: 'POST',
  path: '/api/places/:id/events',
  summary: 'Put on record what happened at a place: when, what, and how many came (人次)',
  access: 'places.manage',
  input: z.object({ id: placeId, ...facts, isPublic: z.boolean().default(true) }),
  output: z.object({ id: z.uuid() }),
  status: 201,
  errors: ['places.not_found', 'places.bad_event'],
  sample: { id: '01890000-0000-7000-8000-000000000000', on: '2026-01-01', title: '迎新年做年糕' },
});

export const updateEvent = endpoint({
  method: 'PATCH',
  path: '/api/place-events/:id',
  summary: 'Correct what is on record of an event; fields left out stay',
  access: 'places.manage',
  input: z.object({
    id: z.uuid(),
    ...facts,
    on: facts.on.optional(),
    title: facts.title.optional(),
    isPublic: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid() }),
  errors: ['places.event_not_found', 'places.bad_event'],
  sample: { id: '01890000-0000-7000-8000-000000000000', attendances: 32 },
});
