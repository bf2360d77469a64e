/** Datums as people bring them: Baidu's own is understood, and converted before it is sent. */
export type PastedDatum = 'wgs84' | 'gcj02' | 'bd09';

/** What a pasted text says of a position. `datum` is null where the text does not tell it. */
export type Pasted =
  | { readonly kind: 'nothing' }
  /** A link that hides its position behind a redirect. */
  | { readonly kind: 'short_link' }
  /** Baidu's metres: how it writes positions in the address line of its map. */
  | { readonly kind: 'metres'; readonly x: number; readonly y: number }
  | {
      readonly kind: 'degrees';
      readonly lat: number;
      readonly lng: number;
      readonly datum: PastedDatum | null;
      /** Latitude and longitude were named, and stand the wrong way round. */
      readonly swapped: boolean;
    };

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
const PAIR = new RegExp(`${NUMBER}\\s*[,，;；/\\s]\\s*${NUMBER}`);
const SHORT =
  /https?:\/\/(surl\.amap\.com|wb\.amap\.com|j\.map\.baidu\.com|map\.qq\.com\/m\/place\/share|w\.url\.cn)/i;

/** Reads a link of AMap, Baidu or Tencent, or two numbers as they are typed. */
export function parsePosition(text: string): Pasted {
  const plain = decode(text.normalize('NFKC').trim());
  if (plain === '') return { kind: 'nothing' };
  const metres = /@(\d{7,8}(?:\.\d+)?),(\d{6,7}(?:\.\d+)?)/.exec(plain);
  if (metres && /baidu/i.test(plain)) return { kind: 'metres', x: Number(metres[1]), y: Number(metres[2]) };
  const datum = datumOf(plain);
  const named = namedPair(plain);
  if (named) return { kind: 'degrees', datum, ...ordered(named.lat, named.lng) };
  const pair = PAIR.exec(
    plain.replaceAll(/[°度北南东西纬经NSEW：:]/gi, (mark) => (/[:：]/.test(mark) ? ' ' : '')),
  );
  const read = pair && inChina(Number(pair[1]), Number(pair[2]));
  if (read) return { kind: 'degrees', datum, ...read, swapped: false };
  return SHORT.test(plain) ? { kind: 'short_link' } : { kind: 'nothing' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whose map a link is of says in which system its numbers are; GPS and bare numbers say nothing. */
function datumOf(text: string): PastedDatum | null {
  if (/coord_type=(wgs84|gps)|coordtype=wgs84/i.test(text)) return 'wgs84';
  if (/coord_type=gcj02|coordtype=gcj02/i.test(text)) return 'gcj02';
  if (/baidu\.com|bdmap/i.test(text)) return 'bd09';
  if (/amap\.com|autonavi|gaode|map\.qq\.com|weixin/i.test(text)) return 'gcj02';
  return null;
}

/** `lat=…&lng=…`, or in words: 纬度 40.07 经度 116.33. */
function namedPair(text: string): { lat: number; lng: number } | null {
  const lat = new RegExp(`(?:\\blat(?:itude)?|pointy|纬度?)["'\\s:=是为]*${NUMBER}`, 'i').exec(text);
  const lng = new RegExp(`(?:\\b(?:lng|lon|longitude)|pointx|经度?)["'\\s:=是为]*${NUMBER}`, 'i').exec(text);
  return lat && lng ? { lat: Number(lat[1]), lng: Number(lng[1]) } : null;
}

function ordered(lat: number, lng: number) {
  const swapped = !isPlace(lat, lng) && isPlace(lng, lat);
  return { lat, lng, swapped };
}

/** Two numbers in whatever order: no latitude of China is a longitude of it. */
function inChina(one: number, other: number): { lat: number; lng: number } | null {
  if (isPlace(one, other)) return { lat: one, lng: other };
  return isPlace(other, one) ? { lat: other, lng: one } : null;
}

/** As `places.outside_china` of the server has it. */
export function isPlace(lat: number, lng: number): boolean {
  return lat >= 3 && lat <= 54 && lng >= 73 && lng <= 136;
}
