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
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { FileAnswer } from '#kernel/module';
import { titleLines, type Block, type Grid, type Paper } from '../../rules.ts';
import { AREA, LINE_POINTS, markSize, SIZES } from './layout.ts';

/**
 * A document for Word, laid out after GB/T 9704-2012. The typefaces are named, not carried along: they are those of an
 * office in China (方正小标宋 is often bought separately); where one is missing, Word takes another and the lines stay
 * where they are.
 */
export async function asWord(paper: Paper): Promise<FileAnswer> {
  const file = new Document({
    title: paper.title,
    creator: 'Zhijia',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: FACES.body, size: 2 * SIZES.body } } } },
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
        children: paper.blocks.flatMap((block) => BUILD[block.kind](block as never)),
      },
    ],
  });
  return { bytes: await Packer.toBuffer(file), name: `${paper.title}.docx` };
}

const face = (eastAsia: string) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia,
});
const FACES = {
  body: face('仿宋_GB2312'),
  title: face('方正小标宋简体'),
  first: face('黑体'),
  second: face('楷体_GB2312'),
  foot: face('宋体'),
} as const;

const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const EM = 20 * SIZES.body;
const EXACT = { line: 20 * LINE_POINTS, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;

/** — 1 —: odd pages to the right, even ones to the left, an em from the edge (§7.5). */
function pageNumber(side: 'left' | 'right'): Footer {
  const run = { font: FACES.foot, size: 2 * SIZES.foot };
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
  return new Paragraph({ spacing: EXACT, ...given, children: [new TextRun({ ...run, text })] });
}

function centred(text: string, size: number, run: Run, after = 0): Paragraph {
  const spacing = { line: Math.round(20 * size * 1.5), lineRule: LineRuleType.AT_LEAST, after };
  return line(text, { alignment: AlignmentType.CENTER, spacing }, { ...run, size: 2 * size });
}

/** Running text: both edges straight, the first line two characters in. */
const INDENTED = { alignment: AlignmentType.BOTH, indent: { firstLine: 2 * EM } } as const;

type Builders = {
  readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>) => (Paragraph | Table)[];
};

const BUILD: Builders = {
  mark: ({ text }) => [centred(text, markSize(text), { font: FACES.title }, 240)],
  number: ({ text }) => [centred(text, SIZES.body, {}, 200)],
  title: ({ text }) =>
    titleLines(text).map((part, at, all) =>
      centred(part, SIZES.title, { font: FACES.title }, at === all.length - 1 ? 280 : 0),
    ),
  note: ({ text }) => [centred(text, SIZES.foot, { font: FACES.second }, 120)],
  to: ({ text }) => [line(text, { alignment: AlignmentType.BOTH })],
  para: ({ text }) => [line(text, INDENTED)],
  head: ({ text, level }) => [
    line(text, { ...INDENTED, keepNext: true }, { font: level === 1 ? FACES.first : FACES.second }),
  ],
  names: ({ label, text }) => [
    new Paragraph({
      spacing: EXACT,
      indent: { left: (2 + label.length) * EM, hanging: label.length * EM },
      children: [new TextRun({ text: label, font: FACES.first }), new TextRun({ text })],
    }),
  ],
  grid: (block) => [buildGrid(block), line('')],
  sign: ({ who, day }) => [
    ...who.map((name, at) =>
      line(name, {
        ...SIGNED,
        // Room for the seal over name and day (§7.3.5.1); where two sign, for one each.
        spacing: { ...EXACT, before: 20 * LINE_POINTS * (at === 0 ? 2 : 2.5) },
      }),
    ),
    line(day, { ...SIGNED, keepNext: false, spacing: { ...EXACT, after: 20 * LINE_POINTS } }),
  ],
  foot({ copies, issuer, day }) {
    const run = { size: 2 * SIZES.foot };
    const thin = { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' };
    const thick = { ...thin, size: 8 };
    const indent = { left: 20 * SIZES.foot, right: 20 * SIZES.foot };
    return [
      line(`抄送：${copies}`, { indent, border: { top: thick, bottom: thin }, keepNext: true }, run),
      line(
        `${issuer}\t${day}`,
        {
          indent,
          border: { bottom: thick },
          tabStops: [{ type: TabStopType.RIGHT, position: twips(AREA.width) - 20 * SIZES.foot }],
        },
        run,
      ),
    ];
  },
};

/** Four characters from the right edge, kept together with the day. */
const SIGNED = { alignment: AlignmentType.RIGHT, indent: { right: 4 * EM }, keepNext: true } as const;

function buildGrid({ columns, head, rows, rowHeight, size }: Grid): Table {
  const cell = (text: string, at: number, heavy: boolean): TableCell =>
    new TableCell({
      width: { size: twips(columns[at]!), type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 85, right: 85, top: 40, bottom: 40 },
      children: [
        new Paragraph({
          alignment: heavy || text.length < 4 ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [new TextRun({ text, size: 2 * size, ...(heavy ? { font: FACES.first } : {}) })],
        }),
      ],
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
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}
