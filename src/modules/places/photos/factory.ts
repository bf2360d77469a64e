import { atPlace, done, openToAll, type Live, type Place } from '#kernel/testing/matrix';
import { aPlace, newPlace } from '../factory.ts';
import * as contract from './contract.ts';

const segment = (marker: number, content: readonly number[]): number[] => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 0xff,
  ...content,
];
/** As if it were coded: with a stuffed byte and a restart marker. */
const ENTROPY = [0x11, 0xff, 0x00, 0x22, 0xff, 0xd0, 0x33];
const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

/** A JPEG of `width` × `height` as far as its segments go, with the segments `before` its frame. */
export function jpeg({
  width = 40,
  height = 30,
  before = [],
}: { width?: number; height?: number; before?: readonly (readonly number[])[] } = {}): Buffer {
  const frame = [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0];
  return Buffer.from([
    0xff,
    0xd8,
    ...segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...before.flat(),
    ...segment(0xc0, frame),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...ENTROPY,
    0xff,
    0xd9,
  ]);
}

/** An EXIF segment (big-endian) with the way to turn the picture and where it was taken, as a phone writes them. */
export function exif(turn: number, place: string): number[] {
  const text = ascii(`${place}\0`);
  const entry = (tag: number, type: number, count: number, value: readonly number[]) => [
    tag >> 8,
    tag & 0xff,
    0,
    type,
    0,
    0,
    0,
    count,
    ...value,
  ];
  const tiff = [
    ...ascii('MM\0*\0\0\0\x08\0\x02'),
    ...entry(0x0112, 3, 1, [0, turn, 0, 0]),
    ...entry(0x8825, 4, 1, [0, 0, 0, 38]),
    ...ascii('\0\0\0\0'),
    ...text,
  ];
  return segment(0xe1, [...ascii('Exif\0\0'), ...tiff]);
}

export const remark = (text: string): number[] => segment(0xfe, ascii(text));

/** A photograph of a place, added by `at`'s chair. Returns its id. */
async function aPhoto(at: Place): Promise<string> {
  const { id } = await newPlace(at.chair, at.id, { name: `${at.sign}照相馆` });
  const file = { bytes: jpeg(), type: 'image/jpeg' };
  return (await done(at.chair, contract.addPhoto, { id, name: '门口.jpg' }, file)).id;
}

export const photosLive: readonly Live[] = [
  atPlace(contract.listPhotos, async (world, at) => ({ input: { id: (await aPlace(world, at)).id } })),
  atPlace(contract.addPhoto, async (_world, at) => ({
    input: {
      id: (await newPlace(at.chair, at.id, { name: `${at.sign}照相馆` })).id,
      name: '门口.jpg',
      caption: `${at.sign}门口`,
    },
    file: { bytes: jpeg(), type: 'image/jpeg' },
  })),
  atPlace(contract.updatePhoto, async (_world, at) => ({
    input: { id: await aPhoto(at), caption: '北门' },
  })),
  atPlace(contract.removePhoto, async (_world, at) => ({ input: { id: await aPhoto(at) } })),
  openToAll(
    contract.showPhoto,
    async (_world, at) => ({ input: { id: await aPhoto(at) } }),
    'pictures of places',
  ),
];
