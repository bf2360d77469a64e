import { readFileSync } from 'node:fs';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFStream,
  decodePDFRawStream,
  type PDFPage,
} from 'pdf-lib';
import { A4, type Box } from '../docs.ts';
import { readCff, type Program } from './outlines.ts';

/**
 * What a reader would see of a PDF of ours, for tests: where ink falls and in what shape. A font that readers
 * refuse looks right to every text search, so the outlines are followed through the embedded font program,
 * and whatever is not as the specification has it throws.
 */
export interface Ink {
  readonly pages: number;
  readonly glyphs: readonly Glyph[];
  readonly rulings: readonly Ruling[];
  readonly pictures: readonly Picture[];
}

export interface Glyph {
  readonly page: number;
  /** What the text layer says that this is. */
  readonly char: string;
  readonly code: number;
  /** The number of the glyph that the code leads to through the charset. */
  readonly id: number;
  readonly size: number;
  /** The drawing commands in units of the typeface; empty for a blank. */
  readonly outline: string;
  /** Millimetres from the top-left corner of the page. */
  readonly box: Box;
}

/** A stroked path: its points in millimetres, and whether it has curves. */
export interface Ruling {
  readonly page: number;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly curved: boolean;
}

export interface Picture {
  readonly page: number;
  readonly box: Box;
}

export async function inkOf(pdf: Uint8Array): Promise<Ink> {
  const pages = (await PDFDocument.load(pdf)).getPages();
  const seen = pages.map((page, index) => look(page, index + 1));
  return {
    pages: pages.length,
    glyphs: seen.flatMap(({ glyphs }) => glyphs),
    rulings: seen.flatMap(({ rulings }) => rulings),
    pictures: seen.flatMap(({ pictures }) => pictures),
  };
}

/** The outline that the typeface in the repository has for `char`. */
export function outlineOf(char: string): string {
  source ??= readTypeface();
  const id = source.glyphs.get(char.codePointAt(0)!);
  if (id === undefined) throw new Error(`the typeface has no ${char}`);
  return source.outline(id).path;
}

/** The text of the glyphs in the order of drawing, blanks left out. */
export function visible(glyphs: readonly Glyph[]): string {
  return glyphs.flatMap(({ char, outline }) => (outline === '' ? [] : char)).join('');
}

// Pages

interface Font {
  readonly program: Program;
  readonly unicode: ReadonlyMap<number, string>;
  readonly widths: readonly number[];
}

const mm = (points: number): number => (points * 25.4) / 72;
const onPage = (x: number, y: number): [number, number] => [mm(x), A4.height - mm(y)];
const TOKEN = /<[0-9A-Fa-f]*>|\[[^\]]*\]|[^\s<[]+/g;

interface Seen {
  readonly glyphs: Glyph[];
  readonly rulings: Ruling[];
  readonly pictures: Picture[];
}

function look(page: PDFPage, number: number): Seen {
  const fonts = fontsOf(page);
  const glyphs: Glyph[] = [];
  const rulings: Ruling[] = [];
  const pictures: Picture[] = [];
  let operands: string[] = [];
  let [font, size, x, y] = ['', 0, 0, 0];
  let path: { points: [number, number][]; curved: boolean } = { points: [], curved: false };
  for (const token of contentOf(page).match(TOKEN) ?? []) {
    const n = operands.map(Number);
    if (token === 'Tf') [font, size] = [operands[0]!, n[1]!];
    else if (token === 'Tm') [x, y] = [n[4]!, n[5]!];
    else if (token === 'm' || token === 'l') path.points.push(onPage(n[0]!, n[1]!));
    else if (token === 'c') path = { points: [...path.points, onPage(n[4]!, n[5]!)], curved: true };
    else if (token === 'cm') pictures.push({ page: number, box: boxOf(n[4]!, n[5]!, n[0]!, n[3]!) });
    else if (token === 'h') path.points.push(path.points[0]!);
    else if (token === 'S') {
      rulings.push({ page: number, ...path });
      path = { points: [], curved: false };
    } else if (token === 'Tj')
      for (const code of codesIn(operands[0]!)) {
        glyphs.push(glyphAt(fonts.get(font)!, code, { page: number, size, x, y }));
        x += (fonts.get(font)!.widths[code]! * size) / 1000;
      }
    operands = /^[A-Za-z*]+$/.test(token) ? [] : [...operands, token];
  }
  return { glyphs, rulings, pictures };
}

/** From points above the lower-left corner of the page. */
function boxOf(left: number, bottom: number, width: number, height: number): Box {
  const [x, y] = onPage(left, bottom + height);
  return { x, y, width: mm(width), height: mm(height) };
}

function codesIn(hex: string): number[] {
  return (hex.match(/[0-9A-Fa-f]{4}/g) ?? []).map((code) => Number.parseInt(code, 16));
}

interface Pen {
  readonly page: number;
  readonly size: number;
  readonly x: number;
  readonly y: number;
}

function glyphAt({ program, unicode }: Font, code: number, { page, size, x, y }: Pen): Glyph {
  const id = program.glyphs.get(code);
  if (id === undefined) throw new Error(`code ${code} has no glyph`);
  const { path, left, bottom, right, top } = program.outline(id);
  const em = size / 1000;
  const box = boxOf(x + left * em, y + bottom * em, (right - left) * em, (top - bottom) * em);
  return { page, char: unicode.get(code) ?? '', code, id, size, outline: path, box };
}

function contentOf(page: PDFPage): string {
  const contents = page.node.Contents();
  if (!contents) return '';
  const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
  return streams.map((it) => Buffer.from(bytesOf(page, it)).toString('latin1')).join('\n');
}

function bytesOf(page: PDFPage, object: unknown): Uint8Array {
  const stream = page.doc.context.lookup(object as never);
  if (!(stream instanceof PDFRawStream)) throw new Error('this is not a stream');
  return decodePDFRawStream(stream).decode();
}

/** The fonts of a page under their names in the content, such as `/F`. */
function fontsOf(page: PDFPage): Map<string, Font> {
  const dict = page.node.Resources()!.lookup(PDFName.of('Font'), PDFDict);
  return new Map(dict.keys().map((name) => [name.toString(), fontOf(page, dict.lookup(name, PDFDict))]));
}

function fontOf(page: PDFPage, font: PDFDict): Font {
  const inner = font.lookup(PDFName.of('DescendantFonts'), PDFArray).lookup(0, PDFDict);
  const file = inner.lookup(PDFName.of('FontDescriptor'), PDFDict).lookup(PDFName.of('FontFile3'), PDFStream);
  const unicode = new Map<number, string>();
  const map = Buffer.from(bytesOf(page, font.get(PDFName.of('ToUnicode')))).toString('latin1');
  for (const [, code, text] of map.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>/g))
    unicode.set(Number.parseInt(code!, 16), String.fromCharCode(...codesIn(text!)));
  const widths = inner.lookup(PDFName.of('W'), PDFArray).lookup(1, PDFArray);
  return {
    program: readCff(Buffer.from(bytesOf(page, file))),
    unicode,
    widths: widths.asArray().map((width) => Number(width.toString())),
  };
}

// The typeface

interface Typeface {
  /** By code point. */
  readonly glyphs: ReadonlyMap<number, number>;
  readonly outline: Program['outline'];
}

let source: Typeface | undefined;

function readTypeface(): Typeface {
  const otf = readFileSync(new URL('../../../assets/fonts/NotoSansCJKsc-Regular.otf', import.meta.url));
  const glyphs = new Map<number, number>();
  const cmap = tableOf(otf, 'cmap');
  const starts = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + 8 * i));
  const groups = cmap.subarray(starts.find((start) => cmap.readUInt16BE(start) === 12)! + 12);
  for (let i = 0; i < groups.readUInt32BE(0); i++) {
    const [first, last, glyph] = [4, 8, 12].map((at) => groups.readUInt32BE(at + 12 * i)) as [
      number,
      number,
      number,
    ];
    for (let code = first; code <= last; code++) glyphs.set(code, glyph + code - first);
  }
  return { glyphs, outline: readCff(tableOf(otf, 'CFF ')).outline };
}

function tableOf(otf: Buffer, name: string): Buffer {
  const at =
    12 + 16 * Array.from({ length: otf.readUInt16BE(4) }).findIndex((_, i) => tagAt(otf, i) === name);
  return otf.subarray(otf.readUInt32BE(at + 8), otf.readUInt32BE(at + 8) + otf.readUInt32BE(at + 12));
}

function tagAt(otf: Buffer, i: number): string {
  return otf.toString('latin1', 12 + 16 * i, 16 + 16 * i);
}
