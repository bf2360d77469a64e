import { beforeAll, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newPlace } from '../factory.ts';
import * as contract from './contract.ts';
import { exif, jpeg } from './factory.ts';
import { publicPhotos } from './queries.ts';

const NOWHERE = '01890000-0000-7000-8000-000000000000';
let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

async function placed(state: 'open' | 'proposed' = 'open') {
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.street);
  return { ...d, chair, ...(await newPlace(chair, d.street, { state })) };
}
const file = (bytes: Buffer, type = 'image/jpeg') => ({ file: { bytes, type } });

test('a photograph is shown to anybody in the page, kept by browsers for a day, without where it was taken', async () => {
  const { chair, id } = await placed();
  const sent = jpeg({ before: [exif(6, '40.0703N116.3362E')] });
  const input = { id, name: '门口.jpg', caption: '北门', takenOn: '2026-11-20' };
  const added = await chair.call(contract.addPhoto, input, file(sent));
  expect(added).toMatchObject({ status: 201, body: { caption: '北门', width: 30, height: 40 } });
  const shown = await t.guest().call(contract.showPhoto, { id: added.body.id });
  expect(shown.status).toBe(200);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'public, max-age=86400',
    'content-disposition': `inline; filename*=UTF-8''${added.body.id}.jpg`,
    'x-content-type-options': 'nosniff',
  });
  expect(shown.raw.includes('40.0703N')).toBe(false);
  expect(await publicPhotos(t.ctx(), id)).toEqual([
    { id: added.body.id, caption: '北门', width: 30, height: 40 },
  ]);
});

test('they stand in an order that can be changed, and can be taken down for good', async () => {
  const { chair, id } = await placed();
  const add = async (name: string) =>
    (await chair.call(contract.addPhoto, { id, name, caption: name }, file(jpeg()))).body.id;
  const [first, second] = [await add('一'), await add('二')];
  const order = async () =>
    (await chair.call(contract.listPhotos, { id })).body.items.map(({ caption }) => caption);
  expect(await order()).toEqual(['一', '二']);
  await chair.call(contract.updatePhoto, { id: second, forward: true, caption: '二楼', takenOn: null });
  await chair.call(contract.updatePhoto, { id: second, forward: true });
  expect(await order()).toEqual(['二楼', '一']);
  await chair.call(contract.removePhoto, { id: first });
  expect(await order()).toEqual(['二楼']);
  expectProblem(await t.guest().call(contract.showPhoto, { id: first }), 404, 'places.photo_not_found');
  const left = await t.pool.query('select 1 from places.photo where id = $1', [first]);
  expect(left.rows).toEqual([]);
  // A restored backup brings it back for no longer than until the ledger is gone through.
  const { rows } = await t.pool.query('select entity from kernel.erasure where entity_id = $1', [first]);
  expect(rows).toEqual([{ entity: 'places.photo' }]);
});

test('what is no picture, or one too many, is refused', async () => {
  const { chair, id } = await placed();
  const input = { id, name: '门口.jpg' };
  const text = await chair.call(contract.addPhoto, input, file(Buffer.from('ffd8ffd9', 'hex')));
  expectProblem(text, 422, 'places.bad_photo');
  const feigned = await chair.call(contract.addPhoto, input, file(jpeg(), 'image/png'));
  expectProblem(feigned, 422, 'places.bad_photo');
  for (let nth = 0; nth < contract.MOST_PHOTOS; nth++)
    expect((await chair.call(contract.addPhoto, input, file(jpeg()))).status).toBe(201);
  expectProblem(await chair.call(contract.addPhoto, input, file(jpeg())), 409, 'places.too_many_photos');
  const big = Buffer.concat([jpeg(), Buffer.alloc(contract.PHOTO_MAX_BYTES)]);
  expectProblem(await chair.call(contract.addPhoto, input, file(big)), 413, 'kernel.too_large');
});

test('of a place that is not open yet the public sees none, and of nowhere nobody', async () => {
  const { chair, id } = await placed('proposed');
  const added = await chair.call(contract.addPhoto, { id, name: '工地.jpg' }, file(jpeg()));
  const hidden = await t.guest().call(contract.showPhoto, { id: added.body.id });
  expectProblem(hidden, 404, 'places.photo_not_found');
  const nowhere = { id: NOWHERE };
  expectProblem(await chair.call(contract.updatePhoto, nowhere), 404, 'places.photo_not_found');
  expectProblem(await chair.call(contract.removePhoto, nowhere), 404, 'places.photo_not_found');
  expectProblem(await chair.call(contract.listPhotos, nowhere), 404, 'places.not_found');
  const lost = await chair.call(contract.addPhoto, { ...nowhere, name: 'x' }, file(jpeg()));
  expectProblem(lost, 404, 'places.not_found');
  expect(await inTx(t.ctx(), (tx) => publicPhotos(tx, NOWHERE))).toEqual([]);
});
