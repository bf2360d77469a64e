import type { Output } from '#kernel/contract';
import { A4, pdf, type Sheet } from '#kernel/docs';
import type { readRhythm } from '../../listen/contract.ts';
import { percentOf, segmentsOf } from '../../listen/rules.ts';
import { RHYTHM_TEXTS } from '../../listen/texts/rhythm.ts';

type Rhythm = Output<typeof readRhythm>;
type Locale = 'zh' | 'en';
type Row = Pick<Rhythm['rows'][number], 'count' | 'beyond' | 'counts'>;

const LEFT = 20;
const WIDTH = A4.width - 2 * LEFT;
const NAME = 34;
const FIGURE = 26;
const BAR = 9;
const STEP = 16;
/** Below a bar the next page begins. */
const LOWEST = A4.height - 48;

/** The picture on paper: black on white, every piece with its number, what is hidden and why. */
export function rhythmPdf(rhythm: Rhythm, locale: Locale, now: Date): Promise<Uint8Array> {
  const title = RHYTHM_TEXTS[locale].measures[rhythm.measure];
  return pdf({ title, now }, (sheet) => drawRhythm(sheet, rhythm, locale));
}

function drawRhythm(sheet: Sheet, rhythm: Rhythm, locale: Locale): void {
  const texts = RHYTHM_TEXTS[locale];
  const { all, rows, rest, least } = rhythm;
  const line = (y: number, text: string, style = {}) =>
    y + sheet.text({ x: LEFT, y, width: WIDTH, height: 8 }, text, style);
  let y = line(20, texts.measures[rhythm.measure], { size: 20, heavy: true, align: 'center' }) + 2;
  y =
    line(y, `${rhythm.org.name} · ${texts.quarter(rhythm.quarter)} · ${texts.by[rhythm.by]}`, {
      align: 'center',
    }) + 3;
  if (!all) {
    line(y + 20, texts.tooFew(least), { size: 14, align: 'center' });
    return;
  }
  y = line(y, texts.counted(all.count), { align: 'center' }) + 6;
  y = drawLegend(sheet, rhythm, locale, y) + 4;
  const named = [{ name: texts.all, ...all }, ...rows.map((row) => ({ ...row, name: row.name[locale] }))];
  for (const row of named) {
    if (y > LOWEST) {
      sheet.newPage();
      y = 20;
    }
    drawRow(sheet, row, rhythm, y, locale);
    y += STEP;
  }
  y += 2;
  if (rest > 0) y = line(y, texts.rest(rest)) + 2;
  line(y, texts.source(least), { size: 9, grey: 0.3 });
}

/** Which number in a bar stands for which answer; past the line they stand in a heavy frame. */
function drawLegend(sheet: Sheet, { buckets, measure }: Rhythm, locale: Locale, y: number): number {
  const texts = RHYTHM_TEXTS[locale];
  const words = buckets.map((bucket, at) => `${letterOf(at)} ${bucket[locale]}`).join('　');
  const frame = locale === 'zh' ? `粗框：${texts.lines[measure]}` : `Heavy frame: ${texts.lines[measure]}`;
  return y + sheet.text({ x: LEFT, y, width: WIDTH, height: 12 }, `${words}　（${frame}）`, { size: 9.5 });
}

function letterOf(at: number): string {
  return 'ABCDEF'[at]!;
}

function drawRow(
  sheet: Sheet,
  row: Row & { readonly name: string },
  { buckets }: Rhythm,
  y: number,
  locale: Locale,
): void {
  const texts = RHYTHM_TEXTS[locale];
  const style = { size: 10, shrinkTo: 7, valign: 'middle' } as const;
  sheet.text({ x: LEFT, y, width: NAME - 2, height: BAR }, `${row.name}（${row.count}）`, style);
  const room = WIDTH - NAME - FIGURE;
  let x = LEFT + NAME;
  for (const segment of segmentsOf(row, buckets)) {
    const width = (room * segment.count) / row.count;
    const letters = segment.codes
      .map((code) => letterOf(buckets.findIndex((bucket) => bucket.code === code)))
      .join('');
    const box = { x, y, width, height: BAR };
    sheet.frame(box, { width: segment.beyond ? 0.9 : 0.25, grey: segment.beyond === null ? 0.6 : 0 });
    sheet.text(box, `${letters} ${segment.count}`, {
      size: 8,
      shrinkTo: 4.5,
      align: 'center',
      valign: 'middle',
    });
    x += width;
  }
  const share = row.beyond === null ? texts.hidden : percentOf(row.beyond, row.count);
  sheet.text({ x: LEFT + WIDTH - FIGURE + 3, y, width: FIGURE - 3, height: BAR }, share, {
    size: 12,
    heavy: row.beyond !== null,
    align: 'right',
    valign: 'middle',
    shrinkTo: 8,
  });
}
