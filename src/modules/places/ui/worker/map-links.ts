import type { PlaceCardView } from './place-words.ts';

type Position = NonNullable<PlaceCardView['position']>;
export type MapName = 'amap' | 'tencent' | 'baidu' | 'apple' | 'geo';

/**
 * Addresses that open a place in the map on the phone. AMap, Tencent, Baidu (told so by `coord_type`) and, within the
 * mainland, Apple's map take GCJ-02; `geo:` is WGS-84 (RFC 5870).
 * Sources: lbs.amap.com/api/uri-api, lbs.qq.com/webApi/uriV1, lbsyun.baidu.com/index.php?title=uri.
 */
export function mapLinks(name: string, { gcj02, wgs84 }: Position): (readonly [MapName, string])[] {
  const called = encodeURIComponent(name);
  const apple = /iPhone|iPad|Macintosh/.test(navigator.userAgent);
  const links: (readonly [MapName, string])[] = [
    [
      'amap',
      `https://uri.amap.com/marker?position=${gcj02.lng},${gcj02.lat}&name=${called}&coordinate=gaode&callnative=1`,
    ],
    [
      'tencent',
      `https://apis.map.qq.com/uri/v1/marker?marker=coord:${gcj02.lat},${gcj02.lng};title:${called};addr:${called}&referer=zhijia`,
    ],
    [
      'baidu',
      `https://api.map.baidu.com/marker?location=${gcj02.lat},${gcj02.lng}&title=${called}&content=${called}&output=html&coord_type=gcj02&src=zhijia`,
    ],
  ];
  return apple
    ? [['apple', `https://maps.apple.com/?ll=${gcj02.lat},${gcj02.lng}&q=${called}`], ...links]
    : [...links, ['geo', `geo:${wgs84.lat},${wgs84.lng}?q=${wgs84.lat},${wgs84.lng}(${called})`]];
}
