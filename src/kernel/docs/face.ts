import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFHexString, PDFString, type PDFDocument, type PDFRef } from 'pdf-lib';

/** Stands in for a character that the typeface does not have. */
export const MISSING = '〓';

/** The typeface as it lies in the repository: what it can draw and how wide. */
export interface Face {
  /** `char` itself, a blank for any white space, or {@link MISSING}. */
  draws(char: string): string;
  /** Width in em (1 = the size of the type). Every character must be one that {@link draws} gave. */
  ems(text: string): number;
  /** Puts the characters of `text`, and no others, into `doc`. */
  embed(doc: PDFDocument, text: string): Promise<Embedded>;
}

export interface Embedded {
  readonly ref: PDFRef;
  readonly encode: (text: string) => PDFHexString;
}

const NAME = 'NotoSansCJKsc-Regular';
const FILE = new URL(`../../../assets/fonts/${NAME}.otf`, import.meta.url);

type Subset = (font: Buffer, text: string, options: { targetFormat: 'sfnt' }) => Promise<Buffer>;
// The package carries no types, and an ambient declaration would be a file of its own.
const subset = createRequire(import.meta.url)('subset-font') as Subset;

let reading: Promise<Face> | undefined;

/** Reads the typeface once for the life of the process (7 MB). */
export function typeface(): Promise<Face> {
  reading ??= readFile(FILE).then(parse);
  return reading;
}

function parse(bytes: Buffer): Face {
  const tables = tablesOf(bytes);
  const glyphs = glyphsByCodePoint(tables('cmap'));
  const glyph = (char: string): number => glyphs.get(char.codePointAt(0)!) ?? 0;
  const advance = advancesOf(tables);
  return {
    draws: (char) => (glyph(char) ? char : /[\s\p{Cc}]/u.test(char) ? ' ' : MISSING),
    ems: (text) => [...text].reduce((sum, char) => sum + advance(glyph(char)), 0),
    async embed(doc, text) {
      // The blank and 〓 are always in: identityCharset() needs glyphs that do not stand side by side.
      const chars = [...new Set(` ${MISSING}${text}`)].toSorted();
      const cut = tablesOf(await subset(bytes, chars.join(''), { targetFormat: 'sfnt' }));
      // Asked of the subset itself: HarfBuzz also keeps what it may need in mirrored text, `)` beside a lone `(`.
      const numbers = glyphsByCodePoint(cut('cmap'));
      const codeOf = (char: string): string => hex4(numbers.get(char.codePointAt(0)!)!);
      const count = cut('maxp').readUInt16BE(4);
      const width = advancesOf(cut);
      const unitsPerEm = unitsPerEmOf(tables);
      const parts = {
        name: `${tag(chars.join(''))}+${NAME}`,
        program: identityCharset(cut('CFF '), count),
        box: [36, 38, 40, 42].map((at) => (tables('head').readInt16BE(at) / unitsPerEm) * 1000),
        widths: Array.from({ length: count }, (_, id) => width(id) * 1000),
        unicode: [...new Map(chars.map((char) => [codeOf(char), utf16(char)]))],
      };
      return { ref: write(doc, parts), encode: (line) => PDFHexString.of([...line].map(codeOf).join('')) };
    },
  };
}

// Reading OpenType (ISO/IEC 14496-22) and CFF (Adobe Technical Note 5176)

function tablesOf(font: Buffer): (name: string) => Buffer {
  const tables = new Map<string, Buffer>();
  for (let i = 0, at = 12; i < font.readUInt16BE(4); i++, at += 16) {
    const start = font.readUInt32BE(at + 8);
    tables.set(font.toString('latin1', at, at + 4), font.subarray(start, start + font.readUInt32BE(at + 12)));
  }
  return (name) => {
    const table = tables.get(name);
    if (!table) throw new Error(`the typeface has no table ${name}`);
    return table;
  };
}

type Tables = ReturnType<typeof tablesOf>;

function unitsPerEmOf(tables: Tables): number {
  return tables('head').readUInt16BE(18);
}

/** Width in em by number of the glyph. */
function advancesOf(tables: Tables): (glyph: number) => number {
  const unitsPerEm = unitsPerEmOf(tables);
  const widths = tables('hmtx');
  const count = tables('hhea').readUInt16BE(34);
  return (glyph) => widths.readUInt16BE(4 * Math.min(glyph, count - 1)) / unitsPerEm;
}

/** Reads the subtables of format 12, which reach beyond U+FFFF where many rare names are, and of format 4. */
function glyphsByCodePoint(cmap: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + 8 * i));
  for (const table of new Set(offsets)) {
    const format = cmap.readUInt16BE(table);
    if (format === 12) readGroups(cmap, table, glyphs);
    if (format === 4) readSegments(cmap, table, glyphs);
  }
  if (glyphs.size === 0) throw new Error('the typeface has no character map of format 4 or 12');
  return glyphs;
}

function readGroups(cmap: Buffer, table: number, into: Map<number, number>): void {
  for (let i = 0, at = table + 16; i < cmap.readUInt32BE(table + 12); i++, at += 12) {
    const [first, last] = [cmap.readUInt32BE(at), cmap.readUInt32BE(at + 4)];
    for (let code = first; code <= last; code++) into.set(code, cmap.readUInt32BE(at + 8) + code - first);
  }
}

function readSegments(cmap: Buffer, table: number, into: Map<number, number>): void {
  const double = cmap.readUInt16BE(table + 6);
  for (let i = 0; i < double; i += 2) {
    const at = table + 14 + i;
    const last = cmap.readUInt16BE(at);
    const first = cmap.readUInt16BE(at + 2 + double);
    const delta = cmap.readUInt16BE(at + 2 + 2 * double);
    const rangeAt = at + 2 + 3 * double;
    const range = cmap.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const number = range === 0 ? code : cmap.readUInt16BE(rangeAt + range + 2 * (code - first));
      if (number !== 0) into.set(code, (number + delta) & 0xffff);
    }
  }
}

/**
 * Gives every glyph its own number as its CID. Readers differ in what they take a code for, the CID or the
 * number of the glyph; after this both are the same. Overwrites the charset by one range of format 2.
 */
function identityCharset(cff: Buffer, count: number): Buffer {
  const program = Buffer.from(cff);
  const names = indexAt(program, program.readUInt8(2));
  const top = indexAt(program, names.end);
  const charset = offsetOfCharset(program.subarray(top.start, top.end));
  program.set([2, 0, 1, (count - 2) >> 8, (count - 2) & 255], charset);
  return program;
}

/** Where the data of an INDEX begin and end. */
function indexAt(cff: Buffer, at: number): { start: number; end: number } {
  const [count, size] = [cff.readUInt16BE(at), cff.readUInt8(at + 2)];
  const start = at + 3 + (count + 1) * size;
  return { start, end: start - 1 + cff.readUIntBE(at + 3 + count * size, size) };
}

/** The operand of operator 15 of a Top DICT. */
function offsetOfCharset(dict: Buffer): number {
  let operand = 0;
  for (let at = 0; at < dict.length;) {
    const byte = dict.readUInt8(at);
    if (byte === 15) return operand;
    if (byte === 28) operand = dict.readInt16BE(at + 1);
    else if (byte === 29) operand = dict.readInt32BE(at + 1);
    else if (byte >= 247 && byte <= 250) operand = (byte - 247) * 256 + dict.readUInt8(at + 1) + 108;
    else if (byte >= 32 && byte <= 246) operand = byte - 139;
    at +=
      byte === 30
        ? lengthOfReal(dict, at)
        : byte === 28
          ? 3
          : byte === 29
            ? 5
            : byte >= 247 || byte === 12
              ? 2
              : 1;
  }
  throw new Error('the typeface is not keyed by CID');
}

/** A real number ends with the half-byte F. */
function lengthOfReal(dict: Buffer, at: number): number {
  let length = 2;
  while ((dict.readUInt8(at + length - 1) & 15) !== 15) length++;
  return length;
}

// Writing the font of a PDF (ISO 32000-1 §9.7)

interface Parts {
  readonly name: string;
  readonly program: Uint8Array;
  readonly box: number[];
  readonly widths: number[];
  readonly unicode: readonly (readonly [code: string, utf16: string])[];
}

function write(doc: PDFDocument, { name, program, box, widths, unicode }: Parts): PDFRef {
  const { context } = doc;
  const stream = (bytes: string | Uint8Array, dict: Record<string, string>): PDFRef =>
    context.register(context.flateStream(bytes, dict));
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: 4,
      FontBBox: box,
      ItalicAngle: 0,
      Ascent: 880,
      Descent: -120,
      CapHeight: 733,
      StemV: 80,
      FontFile3: stream(program, { Subtype: 'CIDFontType0C' }),
    }),
  );
  const cidFont = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType0',
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      W: [0, widths],
    }),
  );
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [cidFont],
      ToUnicode: stream(toUnicode(unicode), {}),
    }),
  );
}

/** Lets readers search and copy the text. At most 100 pairs to a block, as the specification asks. */
function toUnicode(pairs: Parts['unicode']): string {
  const blocks: string[] = [];
  for (let i = 0; i < pairs.length; i += 100) {
    const block = pairs.slice(i, i + 100).map(([code, text]) => `<${code}> <${text}>`);
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

const hex4 = (code: number): string => code.toString(16).padStart(4, '0').toUpperCase();
const utf16 = (char: string): string =>
  Array.from(char.split(''), (unit) => hex4(unit.charCodeAt(0))).join('');

/** Six letters that tell one subset from another (ISO 32000-1 §9.6.4), the same for the same characters. */
function tag(chars: string): string {
  const digest = createHash('sha256').update(chars).digest();
  return Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}
