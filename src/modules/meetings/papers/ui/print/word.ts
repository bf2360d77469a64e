import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from 'docx';
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
import { FACES, FONT_TABLE } from './faces.ts';
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
 * A document for Word, laid out after GB/T 9704-2012. The typefaces are named, not carried along: those of every Chinese
 * Windows, and 方正小标宋 for titles, which is often bought separately; the file says what takes its place.
 */
export async function asWord(paper: Paper): Promise<FileAnswer> {
  const file = new Document({
    title: paper.title,
    creator: 'Zhijia',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: FACES.body, size: 2 * SIZES.body, language: { value: 'en-US', eastAsia: 'zh-CN' } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(AREA.y),
              left: twips(AREA.x),
              right: twips(210 - AREA.x - AREA.width),
              bottom: twips(297 - AREA.y - AREA.height),
              footer: twips(297 - AREA.y - AREA.height - 7 - 5),
            },
          },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: paper.blocks.flatMap((block, at) =>
          BUILD[block.kind](block as never, { keepNext: paper.blocks[at + 1]?.kind === 'sign' }),
        ),
      },
    ],
  });
  const bytes = await Packer.toBuffer(file, false, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]);
  return { bytes, name: `${paper.title}.docx` };
}

/** 纪要标志. */
const RED = 'FF0000';

const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const EM = 20 * SIZES.body;
const EXACT = { line: 20 * LINE_POINTS, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;

/** — 1 —: odd pages to the right, even ones to the left, an em from the edge (§7.5). */
function pageNumber(side: 'left' | 'right'): Footer {
  const run = { font: FACES.number, size: 2 * SIZES.foot };
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: { [side]: 20 * SIZES.foot },
        children: [new TextRun({ ...run, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

type Run = ConstructorParameters<typeof TextRun>[0] & object;

function line(text: string, given: IParagraphOptions = {}, run: Run = {}): Paragraph {
  return new Paragraph({
    spacing: EXACT,
    ...given,
    children: [new TextRun({ font: FACES.body, ...run, text })],
  });
}

function centred(text: string, size: number, run: Run, after = 0): Paragraph {
  const spacing = { line: Math.round(20 * size * 1.5), lineRule: LineRuleType.AT_LEAST, after };
  return line(text, { alignment: AlignmentType.CENTER, spacing }, { ...run, size: 2 * size });
}

/** Running text: both edges straight, the first line two characters in. */
const INDENTED = { alignment: AlignmentType.BOTH, indent: { firstLine: 2 * EM } } as const;

type Builders = {
  readonly [K in Block['kind']]: (
    block: Extract<Block, { kind: K }>,
    /** The last of a text goes with those who sign. */
    given: { readonly keepNext: boolean },
  ) => (Paragraph | Table)[];
};

const BUILD: Builders = {
  mark: ({ text }) => [
    line(
      text,
      {
        alignment: AlignmentType.CENTER,
        spacing: { before: twips(MARK_DOWN), line: 20 * 36, lineRule: LineRuleType.AT_LEAST, after: 240 },
      },
      { font: FACES.title, size: 2 * markSize(text), color: RED },
    ),
  ],
  number: ({ text }) => [centred(text, SIZES.body, {}, 200)],
  title: ({ text }) =>
    titleLines(text).map((part, at, all) =>
      centred(part, SIZES.title, { font: FACES.title }, at === all.length - 1 ? 280 : 0),
    ),
  note: ({ text }) => [centred(text, SIZES.foot, { font: FACES.second }, 120)],
  to: ({ text }) => [line(text, { alignment: AlignmentType.BOTH })],
  para: ({ text }, given) => [line(text, { ...INDENTED, ...given })],
  head: ({ text, level }) => [
    line(text, { ...INDENTED, keepNext: true }, { font: level === 1 ? FACES.first : FACES.second }),
  ],
  names: ({ label, text, apart = false }, given) => [
    new Paragraph({
      ...given,
      spacing: { ...EXACT, before: apart ? EXACT.line : 0 },
      alignment: AlignmentType.BOTH,
      indent: { left: (2 + label.length) * EM, hanging: label.length * EM },
      children: [new TextRun({ text: label, font: FACES.first }), new TextRun({ text, font: FACES.body })],
    }),
  ],
  grid: (block) => [buildGrid(block), NO_ROOM],
  sign: (block) => buildSignature(block),
  foot: (block) => [buildFoot(block), NO_ROOM],
};

/** Word wants a paragraph after a table, and one that a foot belongs to; this one takes no room. */
const NO_ROOM = line('', { spacing: { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 } });

/** Kept together with the day, and with the last lines of the text: no page has seals alone. */
function buildSignature({ who, day, note }: Signature): Paragraph[] {
  const { beside, right, left } = seats({ who, day });
  const whole = twips(AREA.width);
  const spacing = (lines: number) => ({ ...EXACT, before: lines * EXACT.line });
  const date = line(day, {
    alignment: AlignmentType.RIGHT,
    indent: { right: 4 * EM },
    keepNext: true,
    spacing: { ...EXACT, after: note ? 0 : EXACT.line },
  });
  const last = note ? [date, line(note, INDENTED)] : [date];
  if (beside) {
    const places = [(left * EM) / 2, whole - (right * EM) / 2];
    const tabStops = places.map((at) => ({ type: TabStopType.CENTER, position: Math.round(at) }));
    const children = [new TextRun({ font: FACES.body, children: who.flatMap((name) => [new Tab(), name]) })];
    return [new Paragraph({ spacing: spacing(SEAL_ABOVE), keepNext: true, tabStops, children }), ...last];
  }
  const names = who.map((name, at) =>
    line(name, {
      spacing: spacing(at === 0 ? SEAL_ABOVE : SEAL_BETWEEN),
      keepNext: true,
      ...(widthOf(name) <= right
        ? { alignment: AlignmentType.CENTER, indent: { left: Math.round(whole - right * EM) } }
        : { alignment: AlignmentType.RIGHT }),
    }),
  );
  return [...names, ...last];
}

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const lineOf = (eighths: number) => ({ style: BorderStyle.SINGLE, size: eighths, color: '000000' }) as const;
const [THICK, THIN] = [lineOf(8), lineOf(6)];

/**
 * 版记: as wide as the type area, at the foot of the page on which the text ends (§7.4). Word and WPS place a table so;
 * older LibreOffice leaves it below the day.
 */
function buildFoot({ copies, issuer, day }: Foot): Table {
  const em = 20 * SIZES.foot;
  const width = twips(AREA.width);
  const run = { size: 2 * SIZES.foot };
  const spacing = { ...EXACT, line: 20 * FOOT_LINE_POINTS };
  const row = (child: Paragraph): TableRow =>
    new TableRow({
      cantSplit: true,
      children: [
        new TableCell({
          width: { size: width, type: WidthType.DXA },
          margins: { left: em, right: em, top: 20, bottom: 20 },
          children: [child],
        }),
      ],
    });
  const to = line(
    `抄送：${copies}。`,
    { spacing, indent: { left: 3 * em, hanging: 3 * em }, keepNext: true },
    run,
  );
  const by = new Paragraph({
    spacing,
    tabStops: [{ type: TabStopType.RIGHT, position: width - 2 * em }],
    children: [new TextRun({ ...run, font: FACES.body, children: [issuer, new Tab(), day] })],
  });
  return new Table({
    columnWidths: [width],
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { top: THICK, bottom: THICK, insideHorizontal: THIN, left: NO_LINE, right: NO_LINE },
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
    },
    rows: copies === '' ? [row(by)] : [row(to), row(by)],
  });
}

function buildGrid({ columns, head, rows, rowHeight, size }: Grid): Table {
  const cell = (text: string, at: number, heavy: boolean): TableCell =>
    new TableCell({
      width: { size: twips(columns[at]!), type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 85, right: 85, top: 40, bottom: 40 },
      children: text.split('\n').map((part) =>
        line(
          part,
          {
            spacing: { before: 0, after: 0 },
            alignment: heavy || text.length < 4 ? AlignmentType.CENTER : AlignmentType.LEFT,
          },
          { size: 2 * size, ...(heavy ? { font: FACES.first } : {}) },
        ),
      ),
    });
  const row = (cells: readonly string[], heavy: boolean): TableRow =>
    new TableRow({
      tableHeader: heavy,
      cantSplit: true,
      height: { value: twips(rowHeight), rule: HeightRule.ATLEAST },
      children: cells.map((text, at) => cell(text, at, heavy)),
    });
  return new Table({
    columnWidths: columns.map(twips),
    width: { size: twips(AREA.width), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}
