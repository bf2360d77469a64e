import { z } from 'zod';
import { dateField, endpoint, textField } from '#kernel/contract';
import { placeId } from '../contract.ts';

/** Of one place. */
export const MOST_PHOTOS = 8;
export const PHOTO_MAX_BYTES = 6 * 1024 * 1024;

const photo = z.object({
  id: z.uuid(),
  caption: z.string().nullable(),
  takenOn: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
});

const caption = z.string().trim().max(60);

export const listPhotos = endpoint({
  method: 'GET',
  path: '/api/places/:id/photos',
  summary: 'The photographs of a place, in their order, and how much room is left for more',
  access: 'places.read',
  input: z.object({ id: placeId }),
  output: z.object({ items: z.array(photo), most: z.int(), bytesLeft: z.int() }),
  errors: ['places.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const addPhoto = endpoint({
  method: 'POST',
  path: '/api/places/:id/photos',
  summary:
    'Add a photograph of a place or a thing, not of people (JPEG or PNG, at most 6 MB); its metadata is removed',
  access: 'places.manage',
  input: z.object({
    id: placeId,
    name: textField(120),
    caption: caption.optional(),
    takenOn: dateField.optional(),
  }),
  output: photo,
  status: 201,
  accepts: { types: ['image/jpeg', 'image/png'], maxBytes: PHOTO_MAX_BYTES },
  errors: ['places.not_found', 'places.bad_photo', 'places.too_many_photos'],
  sample: { id: '01890000-0000-7000-8000-000000000000', name: '门口.jpg' },
});

export const updatePhoto = endpoint({
  method: 'PATCH',
  path: '/api/photos/:id',
  summary: 'Change what stands below a photograph, or its place in the order',
  access: 'places.manage',
  input: z.object({
    id: z.uuid(),
    caption: caption.nullable().optional(),
    takenOn: dateField.nullable().optional(),
    /** One step towards the front. */
    forward: z.literal(true).optional(),
  }),
  output: z.object({ id: z.uuid() }),
  errors: ['places.photo_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000', caption: '北门' },
});

export const removePhoto = endpoint({
  method: 'DELETE',
  path: '/api/photos/:id',
  summary: 'Take a photograph down: its bytes are deleted',
  access: 'places.manage',
  input: z.object({ id: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  errors: ['places.photo_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const showPhoto = endpoint({
  method: 'GET',
  path: '/api/public/photos/:id',
  summary: 'A photograph of a place, for anyone',
  access: 'public',
  input: z.object({ id: z.uuid() }),
  output: z.never(),
  produces: 'image/*',
  // One that was taken down is gone from caches after a day.
  cacheSeconds: 86_400,
  errors: ['places.photo_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});
