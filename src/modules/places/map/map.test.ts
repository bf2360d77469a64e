import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#kernel/config';
import { testApp, type TestApp } from '#kernel/testing';
import * as contract from './contract.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => set(undefined));

function set(mapTiles: TestApp['app']['config']['mapTiles']): void {
  Object.assign(t.app.config, { mapTiles });
}

test('a deployment shows its licensed map with whose it is; without one there is none', async () => {
  expect((await t.guest().call(contract.getMapTiles, {})).body).toEqual({ tiles: null });
  const url = 'https://maps.example.org/{z}/{x}/{y}.png?key=k';
  set(readConfig({ ZHIJIA_MAP_TILES: url, ZHIJIA_MAP_ATTRIBUTION: '© 某图 GS(2026)1号' }).mapTiles);
  expect((await t.guest().call(contract.getMapTiles, {})).body).toEqual({
    tiles: { url, datum: 'gcj02', attribution: '© 某图 GS(2026)1号' },
  });
});
