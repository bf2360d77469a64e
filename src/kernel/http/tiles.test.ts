import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { tileOrigins } from './tiles.ts';

test.each([
  [undefined, []],
  ['https://maps.example.org/{z}/{x}/{y}.png?key=k', ['https://maps.example.org']],
  [
    'https://t{s}.example.org:8443/?x={x}&y={y}&l={z}',
    [1, 2, 3, 4].map((server) => `https://t${server}.example.org:8443`),
  ],
])('pictures of %s come from %o', (url, origins) => {
  expect(tileOrigins(url)).toEqual(origins);
});

test.each([
  [{ ZHIJIA_MAP_TILES: 'https://maps.example.org/{z}/{x}/{y}.png' }, 'ZHIJIA_MAP_ATTRIBUTION'],
  [{ ZHIJIA_MAP_TILES: 'https://maps.example.org/', ZHIJIA_MAP_ATTRIBUTION: '审图号' }, 'ZHIJIA_MAP_TILES'],
  [{ ZHIJIA_MAP_TILES: 'javascript:{z}{x}{y}', ZHIJIA_MAP_ATTRIBUTION: '审图号' }, 'ZHIJIA_MAP_TILES'],
  [{ ZHIJIA_MAP_DATUM: 'bd09' }, 'ZHIJIA_MAP_DATUM'],
])('%o is refused at the start', (settings, name) => {
  expect(() => readConfig(settings)).toThrow(name);
});
