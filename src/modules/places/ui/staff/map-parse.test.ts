import { describe, expect, test } from 'vitest';
import { parsePosition, type PastedDatum } from './map-parse.ts';

const at = (datum: PastedDatum | null, lat = 40.07, lng = 116.33, swapped = false) => ({
  kind: 'degrees',
  lat,
  lng,
  datum,
  swapped,
});

describe('a pasted position', () => {
  test.each([
    ['116.33,40.07', at(null)],
    ['40.07, 116.33', at(null)],
    ['４０．０７，１１６．３３', at(null)],
    ['北纬40.07° 东经116.33°', at(null)],
    ['经度：116.33 纬度：40.07', at(null)],
    ['纬度 116.33，经度 40.07', at(null, 116.33, 40.07, true)],
    ['https://uri.amap.com/marker?position=116.33,40.07&name=驿站', at('gcj02')],
    ['https://www.amap.com/place/B0FF?p=B0FF%2C40.07%2C116.33%2C驿站', at('gcj02')],
    ['https://ditu.amap.com/regeo?lng=116.33&lat=40.07', at('gcj02')],
    ['https://apis.map.qq.com/uri/v1/marker?marker=coord:40.07,116.33;title:驿站', at('gcj02')],
    ['https://map.qq.com/?pointx=116.33&pointy=40.07', at('gcj02')],
    ['http://api.map.baidu.com/marker?location=40.07,116.33&title=驿站', at('bd09')],
    ['http://api.map.baidu.com/marker?location=40.07,116.33&coord_type=gcj02', at('gcj02')],
    ['http://api.map.baidu.com/marker?location=40.07,116.33&coord_type=wgs84', at('wgs84')],
    [
      'https://map.baidu.com/poi/驿站/@12950000.5,4836000.25,19z',
      { kind: 'metres', x: 12950000.5, y: 4836000.25 },
    ],
    ['https://surl.amap.com/abc123', { kind: 'short_link' }],
    ['https://j.map.baidu.com/5c/abc', { kind: 'short_link' }],
    ['回龙观东大街', { kind: 'nothing' }],
    ['3,4', { kind: 'nothing' }],
    ['', { kind: 'nothing' }],
    ['100%', { kind: 'nothing' }],
  ])('%s', (text, read) => {
    expect(parsePosition(text)).toEqual(read);
  });
});
