import { MISSING, pdf, type Sheet, type TextStyle } from '#kernel/docs';
import type { FileAnswer } from '#kernel/module';
import { titleLines, type Block, type Grid, type Paper } from '../../rules.ts';
import { AREA, LINE_POINTS, markSize, SIZES } from './layout.ts';

/**
 * A document on paper, laid out after GB/T 9704-2012. The standard asks for several typefaces; the repository carries
 * one of them only (no serif), so headings are told by their size and weight. For the typefaces themselves: the Word
 * file.
 */
export async function asPdf(paper: Paper, now: Date): Promise<FileAnswer> {
  const bytes = await pdf({ title: paper.title, now }, (sheet) => {
    const flow = startFlow(sheet);
    for (const block of paper.blocks) DRAW[block.kind](flow, block as never);
    noteMissing(flow, paper);
  });
  return { bytes, name: `${paper.title}.pdf` };
}

const millimetres = (points: number): number => (points * 25.4) / 72;
const LINE = millimetres(LINE_POINTS);
const BOTTOM = AREA.y + AREA.height;
const EM = millimetres(SIZES.body);
const BODY: TextStyle = { size: SIZES.body, leading: LINE_POINTS / SIZES.body };
const PADDING = 1.5;

/** Where the ink is: pages follow one another, each with its number at the foot. */
interface Flow {
  readonly sheet: Sheet;
  y: number;
  page: number;
}

function startFlow(sheet: Sheet): Flow {
  const flow: Flow = { sheet, y: AREA.y, page: 1 };
  numberPage(flow);
  return flow;
}

function turn(flow: Flow): void {
  flow.sheet.newPage();
  flow.page += 1;
  flow.y = AREA.y;
  numberPage(flow);
}

/** — 1 —, 7 mm below the type area: odd pages to the right, even ones to the left (§7.5). */
function numberPage({ sheet, page }: Flow): void {
  const em = millimetres(SIZES.foot);
  const box = { x: AREA.x + em, y: BOTTOM + 7, width: AREA.width - 2 * em, height: 8 };
  sheet.text(box, `— ${page} —`, { size: SIZES.foot, align: page % 2 === 1 ? 'right' : 'left' });
}

/** A new page unless `height` is left on this one. */
function need(flow: Flow, height: number): void {
  if (flow.y + height > BOTTOM + 0.1 && flow.y > AREA.y) turn(flow);
}

const CLOSING = /[、。，；：？！）》〉」』】〕”’…·％]/;
const LATIN = /[!-~]/;

/** The characters of `text` that fit into `lines` lines: no mark begins a page, no number is parted. */
function fitting(sheet: Sheet, text: string, width: number, style: TextStyle, lines: number): number {
  const height = lines * LINE + 0.1;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sheet.heightOf(text.slice(0, middle), width, style) <= height) low = middle;
    else high = middle - 1;
  }
  const parts = (at: number): boolean =>
    CLOSING.test(text[at] ?? '') || (LATIN.test(text[at - 1] ?? '') && LATIN.test(text[at] ?? ''));
  let end = low;
  while (end > 0 && end < text.length && parts(end)) end -= 1;
  return end > 0 ? end : low;
}

/** Running text, over as many pages as it needs. */
function run(flow: Flow, text: string, style: TextStyle = BODY, left = 0): void {
  let rest = text;
  const width = AREA.width - left;
  while (rest !== '') {
    need(flow, LINE);
    const lines = Math.max(1, Math.floor((BOTTOM - flow.y + 0.1) / LINE));
    const end = fitting(flow.sheet, rest, width, style, lines) || 1;
    const box = { x: AREA.x + left, y: flow.y, width, height: BOTTOM - flow.y };
    flow.y += flow.sheet.text(box, rest.slice(0, end), style);
    rest = rest.slice(end);
  }
}

function centred(flow: Flow, text: string, size: number, heavy: boolean): void {
  const style: TextStyle = { size, align: 'center', heavy, leading: 1.5 };
  const height = flow.sheet.heightOf(text, AREA.width, style);
  need(flow, height);
  flow.sheet.text({ x: AREA.x, y: flow.y, width: AREA.width, height }, text, style);
  flow.y += height;
}

type Drawers = { readonly [K in Block['kind']]: (flow: Flow, block: Extract<Block, { kind: K }>) => void };

const DRAW: Drawers = {
  mark(flow, { text }) {
    const box = { x: AREA.x, y: flow.y, width: AREA.width, height: 26 };
    flow.sheet.text(box, text, {
      size: markSize(text),
      shrinkTo: 16,
      align: 'center',
      valign: 'middle',
      heavy: true,
    });
    flow.y += 28;
  },
  number(flow, { text }) {
    centred(flow, text, SIZES.body, false);
    flow.y += 2;
  },
  title(flow, { text }) {
    flow.y += flow.y > AREA.y ? LINE / 2 : 0;
    for (const part of titleLines(text)) centred(flow, part, SIZES.title, true);
    flow.y += LINE / 2;
  },
  note: (flow, { text }) => centred(flow, text, SIZES.foot, false),
  to: (flow, { text }) => run(flow, text),
  para: (flow, { text }) => run(flow, `　　${text}`),
  head(flow, { text, level }) {
    // Not alone at the foot of a page.
    need(flow, 2 * LINE);
    run(flow, `　　${text}`, { ...BODY, heavy: level === 1 });
  },
  names(flow, { label, text }) {
    need(flow, LINE);
    const from = 2 * EM;
    flow.sheet.text({ x: AREA.x + from, y: flow.y, width: AREA.width, height: LINE }, label, {
      ...BODY,
      heavy: true,
    });
    run(flow, text, BODY, from + [...label].length * EM);
  },
  grid: drawGrid,
  sign(flow, { who, day }) {
    // Room for the seal over name and day (§7.3.5.1), all on one page.
    need(flow, (2 + 2.5 * who.length) * LINE);
    flow.y += 2 * LINE;
    const right = { x: AREA.x + AREA.width / 4, width: (AREA.width * 3) / 4 - 4 * EM, height: LINE };
    for (const name of who) {
      flow.sheet.text({ ...right, y: flow.y }, name, { ...BODY, align: 'right', shrinkTo: 11 });
      flow.y += name === who.at(-1) ? LINE : 3.5 * LINE;
    }
    flow.sheet.text({ ...right, y: flow.y }, day, { ...BODY, align: 'right' });
    flow.y += 2 * LINE;
  },
  foot(flow, { copies, issuer, day }) {
    const style: TextStyle = { size: SIZES.foot, leading: 1.5 };
    const em = millimetres(SIZES.foot);
    const inner = { x: AREA.x + em, width: AREA.width - 2 * em };
    const height = flow.sheet.heightOf(`抄送：${copies}`, inner.width, style);
    const line = millimetres(SIZES.foot * 1.5);
    need(flow, height + line + 3);
    // At the foot of the page that it stands on (§7.4.1).
    const y = BOTTOM - height - line;
    const rule = (at: number, width: number): void =>
      flow.sheet.line(AREA.x, at, AREA.x + AREA.width, at, { width });
    rule(y, 0.35);
    flow.sheet.text({ ...inner, y, height }, `抄送：${copies}`, style);
    rule(y + height, 0.25);
    flow.sheet.text({ ...inner, y: y + height, height: line }, issuer, style);
    flow.sheet.text({ ...inner, y: y + height, height: line }, day, { ...style, align: 'right' });
    rule(BOTTOM, 0.35);
    flow.y = BOTTOM;
  },
};

function drawGrid(flow: Flow, { columns, head, rows, rowHeight, size }: Grid): void {
  const style: TextStyle = { size, leading: 1.4, shrinkTo: 6 };
  const heightOf = (cells: readonly string[]): number => {
    const heights = cells.map((text, at) => flow.sheet.heightOf(text, columns[at]! - 2 * PADDING, style));
    // What is higher than a page is set smaller.
    return Math.min(AREA.height - rowHeight, Math.max(rowHeight, ...heights.map((one) => one + 2 * PADDING)));
  };
  const draw = (cells: readonly string[], heavy: boolean): void => {
    const height = heightOf(cells);
    let x = AREA.x;
    for (const [at, text] of cells.entries()) {
      const align = heavy || text.length < 4 ? 'center' : 'left';
      flow.sheet.cell({ x, y: flow.y, width: columns[at]!, height }, text, { ...style, heavy, align });
      x += columns[at]!;
    }
    flow.y += height;
  };
  flow.y += 2;
  need(flow, heightOf(head) + heightOf(rows[0] ?? head));
  draw(head, true);
  for (const row of rows) {
    if (flow.y + heightOf(row) > BOTTOM) {
      turn(flow);
      draw(head, true);
    }
    draw(row, false);
  }
  flow.y += 3;
}

/** Tells which characters need a pen: the typeface cannot even show them here. */
function noteMissing(flow: Flow, paper: Paper): void {
  const codes = flow.sheet
    .missing(JSON.stringify(paper.blocks))
    .map((char) => `U+${char.codePointAt(0)!.toString(16).toUpperCase()}`);
  if (codes.length === 0) return;
  const box = { x: AREA.x, y: BOTTOM + 16, width: AREA.width, height: 8 };
  flow.sheet.text(box, `${MISSING} 处的字字库暂缺（${codes.join('、')}），请手工填写。`, {
    size: 9,
    shrinkTo: 6,
    grey: 0.3,
  });
}
