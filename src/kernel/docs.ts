import * as lib from 'pdf-lib';
import { MISSING, typeface, type Face } from './docs/face.ts';

export { MISSING };

/**
 * Sheets of paper in Chinese: A4 upright, black on white, one typeface.
 *
 * The whole typeface is read for its widths, so a drawing can ask how high a text will be. What it draws is
 * only recorded; then the typeface is cut down to the characters in use and the pages are written. pdf-lib's
 * own subsetting loses Chinese glyphs without a word, and text extraction still finds them: it has no part in
 * this, and the tests look at outlines, never at text.
 */

/** Paper in millimetres. All lengths of a {@link Sheet} are millimetres from the top-left corner. */
export const A4 = { width: 210, height: 297 } as const;

/** Tables end this far from the lower edge and go on this far from the upper one. */
const MARGIN = 18;
const PADDING = 1.5;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TextStyle {
  /** Points; 10.5 (五号) unless told. */
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly valign?: 'top' | 'middle';
  /** Distance of two baselines over the size; 1.4 unless told. */
  readonly leading?: number;
  /** 0 is black, 1 white. */
  readonly grey?: number;
  /** In red instead: the mark of an office. */
  readonly red?: boolean;
  /** Thickens the strokes, for headings: the repository carries one weight only. */
  readonly heavy?: boolean;
  /** The size in points down to which a text may shrink to fit its box. */
  readonly shrinkTo?: number;
}

export interface LineStyle {
  readonly width?: number;
  readonly grey?: number;
  /** Lengths of ink and gap. */
  readonly dash?: readonly [number, number];
}

/** A cell of a table; `span` counts columns. */
export interface Cell extends TextStyle {
  readonly text: string;
  readonly span?: number;
}

export interface Row {
  readonly cells: readonly Cell[];
  readonly minHeight?: number;
}

export interface Table {
  readonly x: number;
  readonly y: number;
  /** Widths. */
  readonly columns: readonly number[];
  readonly rows: readonly Row[];
  /** Repeated on every page that the table reaches. */
  readonly head?: Row;
}

/** What a drawing draws on. Text wraps at `box.width`; what does not fit runs over the lower edge. */
export interface Sheet {
  newPage(): void;
  /** Draws wrapped text and returns its height. */
  text(box: Box, text: string, style?: TextStyle): number;
  /** The height that {@link text} would need at this width, without shrinking. */
  heightOf(text: string, width: number, style?: TextStyle): number;
  /** A framed box with its text in the middle of the height. */
  cell(box: Box, text: string, style?: TextStyle): void;
  /** Rows grow with their longest cell and go to the next page whole. Returns the y below the table. */
  table(table: Table): number;
  line(x1: number, y1: number, x2: number, y2: number, style?: LineStyle): void;
  frame(box: Box, style?: LineStyle): void;
  circle(x: number, y: number, radius: number, style?: LineStyle): void;
  /** As large as fits into the box, in its middle. */
  image(box: Box, png: Uint8Array): void;
  /** The characters of `text` that will be drawn as {@link MISSING}: they need a pen. */
  missing(text: string): string[];
}

/** The one font of every page, under this name. */
const FONT = lib.PDFName.of('F');

/** Draws a document. The same drawing at the same `now` gives the same bytes. */
export async function pdf(
  meta: { readonly title: string; readonly now: Date },
  draw: (sheet: Sheet) => void,
): Promise<Uint8Array> {
  const face = await typeface();
  const { sheet, pages } = record(face);
  draw(sheet);
  const doc = await lib.PDFDocument.create();
  doc.setTitle(meta.title, { showInWindowTitleBar: true });
  doc.setLanguage('zh-CN');
  doc.setCreator('Zhijia');
  doc.setProducer('Zhijia');
  doc.setCreationDate(meta.now);
  doc.setModificationDate(meta.now);
  const text = pages.flat().map((mark) => (mark.kind === 'text' ? mark.text : ''));
  const font = await face.embed(doc, text.join(''));
  const images = await embedImages(doc, pages.flat());
  for (const marks of pages) {
    const page = doc.addPage([points(A4.width), points(A4.height)]);
    page.node.setFontDictionary(FONT, font.ref);
    for (const mark of marks) {
      if (mark.kind === 'path') page.pushOperators(...mark.operators);
      else if (mark.kind === 'text') page.pushOperators(...textOperators(mark, font.encode));
      else place(page, images.get(mark.png)!, mark.box);
    }
  }
  return doc.save();
}

// Recording

type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly style: Look;
    }
  | { readonly kind: 'path'; readonly operators: readonly lib.PDFOperator[] }
  | { readonly kind: 'image'; readonly box: Box; readonly png: Uint8Array };
type Look = Required<Pick<TextStyle, 'size' | 'grey' | 'red' | 'heavy'>>;

function record(face: Face): { sheet: Sheet; pages: Mark[][] } {
  const pages: Mark[][] = [[]];
  const put = (mark: Mark): unknown => pages.at(-1)!.push(mark);
  const path = (style: LineStyle | undefined, ...shape: lib.PDFOperator[]): unknown =>
    put({ kind: 'path', operators: stroked(style ?? {}, shape) });
  const sheet: Sheet = {
    newPage: () => void pages.push([]),
    text(box, text, style = {}) {
      const set = fit(face, clean(face, text), box, style);
      const top = style.valign === 'middle' ? Math.max(0, (box.height - set.height) / 2) : 0;
      const { grey = 0, red = false, heavy = false } = style;
      const look = { size: set.size, grey, red, heavy };
      for (const [i, line] of set.lines.entries()) {
        const slack = box.width - millimetres(face.ems(line) * set.size);
        const x = box.x + slack * { left: 0, center: 0.5, right: 1 }[style.align ?? 'left'];
        const y = box.y + top + millimetres(set.size * (i * set.leading + set.leading / 2 + 0.38));
        if (line !== '') put({ kind: 'text', x: points(x), y: fromBottom(y), text: line, style: look });
      }
      return set.height;
    },
    heightOf: (text, width, style = {}) =>
      fit(face, clean(face, text), { width, height: Infinity }, style).height,
    cell(box, text, style) {
      sheet.frame(box);
      sheet.text(inset(box, PADDING), text, { valign: 'middle', ...style });
    },
    table: (table) => drawTable(sheet, table),
    line: (x1, y1, x2, y2, style) => void path(style, moveTo(x1, y1), lineTo(x2, y2)),
    frame: ({ x, y, width: w, height: h }, style) =>
      void path(
        style,
        moveTo(x, y),
        lineTo(x + w, y),
        lineTo(x + w, y + h),
        lineTo(x, y + h),
        lib.closePath(),
      ),
    circle: (x, y, radius, style) => void path(style, ...circle(x, y, radius)),
    image: (box, png) => void put({ kind: 'image', box, png }),
    missing: (text) =>
      [...new Set(unseen(text))].filter((char) => char !== '\n' && face.draws(char) === MISSING),
  };
  return { sheet, pages };
}

function drawTable(sheet: Sheet, { x, y, columns, rows, head }: Table): number {
  const widthsOf = (row: Row): number[] => {
    let column = 0;
    return row.cells.map(({ span = 1 }) =>
      columns.slice(column, (column += span)).reduce((a, b) => a + b, 0),
    );
  };
  const heightOf = (row: Row): number => {
    const widths = widthsOf(row);
    const needs = row.cells.map((c, i) => sheet.heightOf(c.text, widths[i]! - 2 * PADDING, c) + 2 * PADDING);
    return Math.max(row.minHeight ?? 0, ...needs);
  };
  const drawRow = (row: Row, top: number): number => {
    const [widths, height] = [widthsOf(row), heightOf(row)];
    let left = x;
    for (const [i, cell] of row.cells.entries()) {
      sheet.cell({ x: left, y: top, width: widths[i]!, height }, cell.text, cell);
      left += widths[i]!;
    }
    return top + height;
  };
  let at = head ? drawRow(head, y) : y;
  for (const row of rows) {
    if (at + heightOf(row) > A4.height - MARGIN) {
      sheet.newPage();
      at = head ? drawRow(head, MARGIN) : MARGIN;
    }
    at = drawRow(row, at);
  }
  return at;
}

// Setting text

/** Selectors and joiners leave no ink of their own: without this they would come out as 〓. */
function unseen(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
}

function clean(face: Face, text: string): string {
  return unseen(text).replaceAll(/[^\n]/gu, (char) => face.draws(char));
}

interface Setting {
  readonly size: number;
  readonly leading: number;
  readonly lines: readonly string[];
  readonly height: number;
}

function fit(face: Face, text: string, box: Pick<Box, 'width' | 'height'>, style: TextStyle): Setting {
  const { size = 10.5, leading = 1.4, shrinkTo = size } = style;
  const at = (points: number): Setting => {
    const lines = wrap(face, text, box.width / millimetres(points));
    return { size: points, leading, lines, height: millimetres(points * leading) * lines.length };
  };
  let set = at(size);
  while (set.height > box.height && set.size > shrinkTo) set = at(Math.max(shrinkTo, set.size - 0.25));
  return set;
}

/** What a line break must not part: Latin words and numbers, and marks that may not begin or end a line. */
const UNIT = /[（《〈「『【〔“‘]*(?:[!-~À-ɏ]+|.)[、。，；：？！）》〉」』】〕”’…·％]*/gu;

/** Breaks `text` into lines of at most `width` em; cuts a unit only when it is longer than a whole line. */
function wrap(face: Face, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    const units = paragraph.match(UNIT) ?? [];
    let line = '';
    for (const piece of units.flatMap((unit) => (face.ems(unit) > width ? [...unit] : unit))) {
      if (line !== '' && face.ems(line + piece) > width + 1e-6) {
        lines.push(line.trimEnd());
        line = '';
      }
      if (line !== '' || piece !== ' ') line += piece;
    }
    lines.push(line);
  }
  return lines;
}

// Lengths and paths

const points = (mm: number): number => (mm * 72) / 25.4;
const millimetres = (pt: number): number => (pt * 25.4) / 72;
const fromBottom = (y: number): number => points(A4.height - y);
const moveTo = (x: number, y: number): lib.PDFOperator => lib.moveTo(points(x), fromBottom(y));
const lineTo = (x: number, y: number): lib.PDFOperator => lib.lineTo(points(x), fromBottom(y));

function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

function stroked({ width = 0.2, grey = 0, dash }: LineStyle, shape: lib.PDFOperator[]): lib.PDFOperator[] {
  return [
    lib.pushGraphicsState(),
    lib.setLineWidth(points(width)),
    lib.setStrokingGrayscaleColor(grey),
    ...(dash ? [lib.setDashPattern(dash.map(points), 0)] : []),
    ...shape,
    lib.stroke(),
    lib.popGraphicsState(),
  ];
}

/** Four Bézier quarters; 0.5523 keeps them within 0.03 % of a true circle. */
function circle(x: number, y: number, r: number): lib.PDFOperator[] {
  const [cx, cy, radius] = [points(x), fromBottom(y), points(r)];
  const k = radius * 0.5523;
  const quarters = [
    [radius, k, k, radius, 0, radius],
    [-k, radius, -radius, k, -radius, 0],
    [-radius, -k, -k, -radius, 0, -radius],
    [k, -radius, radius, -k, radius, 0],
  ] as const;
  const curves = quarters.map(([a, b, c, d, e, f]) =>
    lib.appendBezierCurve(cx + a, cy + b, cx + c, cy + d, cx + e, cy + f),
  );
  return [lib.moveTo(cx + radius, cy), ...curves, lib.closePath()];
}

function textOperators(
  { x, y, text, style: { size, grey, red, heavy } }: Extract<Mark, { kind: 'text' }>,
  encode: (text: string) => lib.PDFHexString,
): lib.PDFOperator[] {
  const thick = [
    lib.setTextRenderingMode(lib.TextRenderingMode.FillAndOutline),
    red ? lib.setStrokingRgbColor(1, 0, 0) : lib.setStrokingGrayscaleColor(grey),
    lib.setLineWidth(size * 0.03),
  ];
  return [
    lib.pushGraphicsState(),
    red ? lib.setFillingRgbColor(1, 0, 0) : lib.setFillingGrayscaleColor(grey),
    ...(heavy ? thick : []),
    lib.beginText(),
    lib.setFontAndSize(FONT, size),
    lib.setTextMatrix(1, 0, 0, 1, x, y),
    lib.showText(encode(text)),
    lib.endText(),
    lib.popGraphicsState(),
  ];
}

async function embedImages(doc: lib.PDFDocument, marks: Mark[]): Promise<Map<Uint8Array, lib.PDFImage>> {
  const images = new Map<Uint8Array, lib.PDFImage>();
  for (const mark of marks)
    if (mark.kind === 'image' && !images.has(mark.png)) images.set(mark.png, await doc.embedPng(mark.png));
  return images;
}

function place(page: lib.PDFPage, image: lib.PDFImage, box: Box): void {
  const { width, height } = image.scaleToFit(points(box.width), points(box.height));
  const x = points(box.x) + (points(box.width) - width) / 2;
  const y = fromBottom(box.y + box.height) + (points(box.height) - height) / 2;
  page.pushOperators(
    lib.pushGraphicsState(),
    lib.concatTransformationMatrix(width, 0, 0, height, x, y),
    lib.drawObject(page.node.newXObject('Image', image.ref)),
    lib.popGraphicsState(),
  );
}
