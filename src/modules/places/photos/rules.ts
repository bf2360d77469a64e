/** What a photograph is without its metadata, and how large. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The picture alone: position, time, camera, thumbnail and remarks are taken out; of a JPEG the way it is to be turned
 * stays, as the only field of a new EXIF segment. Null for what is no whole JPEG or PNG.
 */
export function bareOf(bytes: Uint8Array, kind: 'jpeg' | 'png'): Picture | null {
  return kind === 'jpeg' ? bareJpeg(bytes) : barePng(bytes);
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

/** Segments are marker, length, content (ITU-T T.81 §B.1.1.4); after SOS come entropy-coded bytes. */
function bareJpeg(bytes: Uint8Array): Picture | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  let turn = 1;
  let at = 2;
  for (;;) {
    // Any number of fill bytes may stand before a marker.
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return null;
    if (marker === EOI) break;
    const end = at + 2 + word(bytes, at + 2);
    if (end < at + 4 || end > bytes.length) return null;
    const content = bytes.subarray(at + 4, end);
    if (marker === APP1) turn = orientationIn(content) ?? turn;
    if (isFrame(marker)) size = { height: word(content, 1), width: word(content, 3) };
    let next = end;
    if (marker === SOS) next = endOfScan(bytes, end);
    if (isPicture(marker, content)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  if (!size || size.width === 0 || size.height === 0) return null;
  if (turn !== 1) kept.splice(1, 0, orientationSegment(turn));
  // Whatever follows the end of the image (a second one, a film) is left out.
  kept.push(Uint8Array.of(0xff, EOI));
  const turned = turn >= 5;
  return {
    bytes: together(kept),
    width: turned ? size.height : size.width,
    height: turned ? size.width : size.height,
  };
}

/** JFIF (APP0) and Adobe (APP14) say how colours are to be read; all other APPn and remarks say things about the taking. */
function isPicture(marker: number, content: Uint8Array): boolean {
  if (marker === APP0) return text(content, 0, 5) === 'JFIF\0' && content.length === 14;
  if (marker === APP14) return text(content, 0, 5) === 'Adobe';
  return !(marker >= APP0 && marker <= APP15) && marker !== COM;
}

/** SOF0–SOF15 without DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** The first marker behind a scan that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length - 1) {
    const next = bytes[at + 1]!;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}

/** Tag 0x0112 of the first directory of an EXIF segment (TIFF 6.0); undefined where there is none. */
function orientationIn(content: Uint8Array): number | undefined {
  if (text(content, 0, 6) !== 'Exif\0\0') return undefined;
  const tiff = content.subarray(6);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = text(tiff, 0, 2) === 'II';
  if (tiff.length < 8) return undefined;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return undefined;
  const count = view.getUint16(directory, little);
  for (let nth = 0; nth < count; nth++) {
    const entry = directory + 2 + nth * 12;
    if (entry + 12 > tiff.length) return undefined;
    if (view.getUint16(entry, little) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An EXIF segment with the orientation and nothing else. */
function orientationSegment(turn: number): Uint8Array {
  const tiff = [
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    turn,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const content = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.of(0xff, APP1, 0, content.length + 2, ...content);
}

const PNG_MARK = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What a PNG is drawn from, and how its colours are read (W3C PNG, third edition, §11.2–11.3). */
const PNG_KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
]);

function barePng(bytes: Uint8Array): Picture | null {
  if (PNG_MARK.some((byte, nth) => bytes[nth] !== byte)) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { width: number; height: number } | null = null;
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const kind = text(bytes, at + 4, 4);
    if (kind === 'IHDR' && end - at === 25)
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (PNG_KEPT.has(kind)) kept.push(bytes.subarray(at, end));
    if (kind === 'IEND')
      return size && size.width > 0 && size.height > 0 ? { bytes: together(kept), ...size } : null;
    at = end;
  }
  return null;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function together(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
