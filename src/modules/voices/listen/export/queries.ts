import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { rhythmPdf } from '../../ui/print/rhythm.ts';
import type * as contract from '../contract.ts';
import { readRhythm } from '../queries.ts';
import { percentOf } from '../rules.ts';
import { RHYTHM_TEXTS } from '../texts/rhythm.ts';

type Rhythm = Output<typeof contract.readRhythm>;

/** The picture as a list, with what is not shown left out of it as well. */
export async function rhythmSheet(ctx: Ctx, input: Input<typeof contract.rhythmSheet>): Promise<FileAnswer> {
  const rhythm = await readRhythm(ctx, input);
  const texts = RHYTHM_TEXTS[ctx.locale];
  const columns = [
    texts.by[rhythm.by],
    texts.answers,
    ...rhythm.buckets.map((bucket) => bucket[ctx.locale]),
    texts.lines[rhythm.measure],
    `${texts.lines[rhythm.measure]}（${texts.share}）`,
  ];
  const bytes = writeSheet({
    name: texts.measures[rhythm.measure],
    columns: columns.map((title) => ({ title })),
    rows: linesOf(rhythm, ctx.locale),
  });
  return { bytes, name: nameOf(rhythm, ctx.locale, 'xlsx') };
}

/** On one sheet of A4 (or more, where the groups are many). */
export async function rhythmPaper(ctx: Ctx, input: Input<typeof contract.rhythmPaper>): Promise<FileAnswer> {
  const rhythm = await readRhythm(ctx, input);
  // Of the day: the same picture printed twice is the same file.
  const now = new Date(`${civilDate(ctx.now)}T00:00:00+08:00`);
  return { bytes: await rhythmPdf(rhythm, ctx.locale, now), name: nameOf(rhythm, ctx.locale, 'pdf') };
}

function nameOf({ org, quarter, measure }: Rhythm, locale: 'zh' | 'en', ending: string): string {
  const texts = RHYTHM_TEXTS[locale];
  return `${org.name}-${texts.file}-${texts.measures[measure]}-${quarter}.${ending}`;
}

function linesOf({ all, rows, rest, least, quarter }: Rhythm, locale: 'zh' | 'en'): Cell[][] {
  const texts = RHYTHM_TEXTS[locale];
  if (!all) return [[texts.tooFew(least)], [texts.quarter(quarter)]];
  const line = (name: string, { count, counts, beyond }: typeof all): Cell[] => [
    name,
    count,
    ...counts.map((each) => each ?? texts.hidden),
    beyond ?? texts.hidden,
    beyond === null ? texts.hidden : percentOf(beyond, count),
  ];
  return [
    line(texts.all, all),
    ...rows.map((row) => line(row.name[locale], row)),
    [],
    [texts.quarter(quarter)],
    [texts.counted(all.count)],
    ...(rest > 0 ? [[texts.rest(rest)]] : []),
    [texts.source(least)],
  ];
}
