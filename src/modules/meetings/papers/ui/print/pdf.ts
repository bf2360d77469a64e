import { MISSING, pdf, type Sheet, type TextStyle } from '#kernel/docs';
import type { FileAnswer } from '#kernel/module';
import {
  titleLines,
  widthOf,
  type Block,
  type Foot,
  type Grid,
  type Paper,
  type Signature,
} from '../../rules.ts';
import {
  AREA,
  FOOT_LINE_POINTS,
  LINE_POINTS,
  MARK_DOWN,
  markSize,
  SEAL_ABOVE,
  SEAL_BETWEEN,
  seats,
  SIZES,
} from './layout.ts';

/**
 * A document on paper, laid out after GB/T 9704-2012. The standard asks for several typefaces; the repository carries
 * one of them only (no serif), so headings are told by their size and weight. For the typefaces themselves: the Word
 * file.
 */
export async function asPdf(paper: Paper, now: Date): Promise<FileAnswer> {
  const bytes = await pdf({ title: paper.title, now }, (sheet) => {
    const flow = startFlow(sheet);
    for (const [at, block] of paper.blocks.entries()) {
      flow.after = heightOfEnd(sheet, paper.blocks.slice(at + 1));
      DRAW[block.kind](flow, block as never);
    }
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
  /** The height of seals and foot that come next: they go on the page on which the text ends. */
  after: number;
}

function startFlow(sheet: Sheet): Flow {
  const flow: Flow = { sheet, y: AREA.y, page: 1, after: 0 };
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

interface Running {
  readonly style?: TextStyle;
  /** Before the first line, which it stands beside. */
  readonly label?: string;
}

/** Running text, over as many pages as it needs; no page has seals alone: the last two lines go with them. */
function run(flow: Flow, text: string, { style = BODY, label = '' }: Running = {}): void {
  const left = label === '' ? 0 : (2 + [...label].length) * EM;
  const width = AREA.width - left;
  let rest = text;
  while (rest !== '') {
    need(flow, LINE);
    const room = Math.max(1, Math.floor((BOTTOM - flow.y + 0.1) / LINE));
    const whole = Math.round(flow.sheet.heightOf(rest, width, style) / LINE);
    // What is left fits here, but the seals after it do not; or one line of it would stand alone on the next page.
    const together = flow.after + 2 * LINE <= AREA.height;
    const parts = together && whole <= room && flow.y + whole * LINE + flow.after > BOTTOM;
    const widowed = whole - room === 1;
    const here = parts ? whole - 2 : widowed ? room - 1 : room;
    if ((parts || widowed) && here < 2 && flow.y > AREA.y) {
      turn(flow);
      continue;
    }
    const end = fitting(flow.sheet, rest, width, style, Math.max(1, here)) || 1;
    if (label !== '' && rest === text)
      flow.sheet.text({ x: AREA.x + 2 * EM, y: flow.y, width, height: LINE }, label, {
        ...BODY,
        heavy: true,
      });
    const box = { x: AREA.x + left, y: flow.y, width, height: BOTTOM - flow.y };
    flow.y += flow.sheet.text(box, rest.slice(0, end), style);
    rest = rest.slice(end);
    if (rest !== '' && here < room) turn(flow);
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
    const size = markSize(text);
    flow.y += MARK_DOWN;
    const box = { x: AREA.x, y: flow.y, width: AREA.width, height: millimetres(size * 1.2) };
    flow.sheet.text(box, text, { size, leading: 1.2, align: 'center', heavy: true, red: true });
    flow.y += box.height + 4;
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
    run(flow, `　　${text}`, { style: { ...BODY, heavy: level === 1 } });
  },
  names(flow, { label, text, apart = false }) {
    need(flow, LINE * (apart ? 2 : 1));
    if (apart && flow.y > AREA.y) flow.y += LINE;
    run(flow, text, { label });
  },
  grid: drawGrid,
  sign(flow, block) {
    need(flow, heightOfSeals(block) + flow.after);
    flow.y += SEAL_ABOVE * LINE;
    drawSigners(flow, block);
    flow.sheet.text({ x: AREA.x, y: flow.y, width: AREA.width - 4 * EM, height: LINE }, block.day, {
      ...BODY,
      align: 'right',
    });
    flow.y += LINE;
    if (block.note) run(flow, `　　${block.note}`);
    flow.y += LINE;
  },
  foot: drawFoot,
};

function heightOfEnd(sheet: Sheet, [first, second]: readonly Block[]): number {
  if (first?.kind === 'foot') return heightOfFoot(sheet, first);
  if (first?.kind !== 'sign') return 0;
  return heightOfSeals(first) + (second?.kind === 'foot' ? heightOfFoot(sheet, second) : 0);
}

/** Room above, those who sign, the day and a line below. */
function heightOfSeals(block: Signature): number {
  const rows = seats(block).beside ? 1 : block.who.length + (block.who.length - 1) * SEAL_BETWEEN;
  return (SEAL_ABOVE + rows + (block.note ? 3 : 2)) * LINE;
}

function drawSigners(flow: Flow, block: Signature): void {
  const { beside, right, left } = seats(block);
  const style: TextStyle = { ...BODY, align: 'center', shrinkTo: 11 };
  const put = (name: string, x: number, width: number): void =>
    void flow.sheet.text({ x: AREA.x + x, y: flow.y, width, height: LINE }, name, style);
  if (beside) put(block.who[0]!, 0, left * EM);
  for (const [at, name] of block.who.slice(beside ? 1 : 0).entries()) {
    if (at > 0) flow.y += SEAL_BETWEEN * LINE;
    const width = Math.max(right, widthOf(name)) * EM;
    put(name, AREA.width - width, width);
    flow.y += LINE;
  }
}

const FOOT: TextStyle = { size: SIZES.foot, leading: FOOT_LINE_POINTS / SIZES.foot };
const FOOT_EM = millimetres(SIZES.foot);
const FOOT_LINE = millimetres(FOOT_LINE_POINTS);
/** 抄送： before them. */
const COPIES_WIDTH = AREA.width - 5 * FOOT_EM;

function heightOfFoot(sheet: Sheet, { copies }: Foot): number {
  return (copies === '' ? 0 : sheet.heightOf(`${copies}。`, COPIES_WIDTH, FOOT)) + FOOT_LINE;
}

/** At the foot of the page that it stands on, its lines as wide as the type area (§7.4). */
function drawFoot(flow: Flow, block: Foot): void {
  const { copies, issuer, day } = block;
  const height = heightOfFoot(flow.sheet, block);
  need(flow, height);
  const rule = (at: number, width: number): void =>
    flow.sheet.line(AREA.x, at, AREA.x + AREA.width, at, { width });
  const inner = { x: AREA.x + FOOT_EM, width: AREA.width - 2 * FOOT_EM };
  rule(BOTTOM - height, 0.35);
  if (copies !== '') {
    const y = BOTTOM - height;
    flow.sheet.text({ ...inner, y, height: FOOT_LINE }, '抄送：', FOOT);
    const names = { x: AREA.x + 4 * FOOT_EM, y, width: COPIES_WIDTH, height: height - FOOT_LINE };
    flow.sheet.text(names, `${copies}。`, FOOT);
    rule(BOTTOM - FOOT_LINE, 0.25);
  }
  const last = { ...inner, y: BOTTOM - FOOT_LINE, height: FOOT_LINE };
  flow.sheet.text(last, issuer, FOOT);
  flow.sheet.text(last, day, { ...FOOT, align: 'right' });
  rule(BOTTOM, 0.35);
  flow.y = BOTTOM;
}

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
