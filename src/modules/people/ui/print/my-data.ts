import { A4, pdf, type Sheet } from '#kernel/docs';

/** Everything held about one person, as it shall be printed. */
export interface MyDataPages {
  readonly title: string;
  readonly notes: readonly string[];
  /** The words before what a section rests on and how long it is kept. */
  readonly basis: string;
  readonly term: string;
  readonly sections: readonly {
    readonly title: string;
    readonly why: string;
    readonly basisText: string;
    readonly kept: string;
    readonly lines: readonly { readonly term: string; readonly value: string }[];
  }[];
}

const LEFT = 18;
const TOP = 18;
const WIDTH = A4.width - 2 * LEFT;
const COLUMNS = [46, WIDTH - 46];
const BOTTOM = A4.height - TOP;
const QUIET = 0.4;

/** The pages that somebody takes away: a table for each category, what it rests on above it. */
export function myDataPages(input: MyDataPages, now: Date): Promise<Uint8Array> {
  return pdf({ title: input.title, now }, (sheet) => {
    let y = TOP;
    y += sheet.text({ x: LEFT, y, width: WIDTH, height: 12 }, input.title, { size: 18, heavy: true }) + 2;
    for (const note of input.notes)
      y += sheet.text({ x: LEFT, y, width: WIDTH, height: 12 }, note, { size: 10, grey: QUIET }) + 1;
    for (const section of input.sections) y = drawSection(sheet, section, y + 5, input);
  });
}

function drawSection(
  sheet: Sheet,
  { title, why, basisText, kept, lines }: MyDataPages['sections'][number],
  from: number,
  { basis, term }: MyDataPages,
): number {
  let y = from;
  // A heading is not left alone at the foot of a page.
  if (y > BOTTOM - 34) {
    sheet.newPage();
    y = TOP;
  }
  y +=
    sheet.text({ x: LEFT, y, width: WIDTH, height: 10 }, `${title} · ${why}`, { size: 12, heavy: true }) + 1;
  const about = `${basis}: ${basisText}\n${term}: ${kept}`;
  y += sheet.text({ x: LEFT, y, width: WIDTH, height: 24 }, about, { size: 9, grey: QUIET }) + 1.5;
  const rows = lines.map((line) => ({ cells: [{ text: line.term }, { text: line.value }] }));
  return sheet.table({ x: LEFT, y, columns: COLUMNS, rows });
}
