import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { civilDate } from '#kernel/time';
import { findOrg, orgRefs } from '#orgs';
import { applicationForm, certificate } from '../../ui/print/plaque.ts';
import { caseFor, type TitleCaseRow } from '../cases/queries.ts';
import type * as contract from '../contract.ts';
import { titlesError } from '../errors.ts';
import { casesOf, checksOf } from '../queries.ts';
import { HELD } from '../rules.ts';
import { SAYS, STATE_WORDS, TABLE_HEAD } from '../texts/papers.ts';

async function grantorOf(ctx: Ctx, row: TitleCaseRow): Promise<string> {
  return row.granted_by ?? (await findOrg(ctx, row.grantor_id))!.name;
}

export async function titleCertificate(
  ctx: Ctx,
  { id }: Input<typeof contract.titleCertificate>,
): Promise<FileAnswer> {
  const row = await caseFor(ctx, 'places.read', id);
  if (!HELD.includes(row.state)) throw titlesError('title_bad_step');
  return certificate(
    {
      place: row.placeName,
      title: row.name_zh,
      grantor: await grantorOf(ctx, row),
      plaqueNo: row.plaque_no!,
      awardedOn: row.awarded_on!,
      dueOn: row.due_on,
      link: `${ctx.app.config.url}/p/${row.placeCode}`,
    },
    ctx.now,
  );
}

/** Official papers are in Chinese, whoever prints them. */
export async function titleForm(ctx: Ctx, { id }: Input<typeof contract.titleForm>): Promise<FileAnswer> {
  const row = await caseFor(ctx, 'places.read', id);
  const place = await ctx.db
    .selectFrom('places.place')
    .select(['address', 'area_m2', 'administrators'])
    .where('id', '=', row.place_id)
    .executeTakeFirstOrThrow();
  const notes = await ctx.db
    .selectFrom('places.title_evidence')
    .select(['criterion', 'note', 'file_name'])
    .where('case_id', '=', id)
    .orderBy('id')
    .execute();
  const checks = await checksOf({ ...ctx, locale: 'zh' }, row);
  const grantor = await grantorOf(ctx, row);
  return applicationForm(
    {
      title: row.name_zh,
      grantor,
      source: row.source,
      place: row.placeName,
      code: row.placeCode,
      union: (await findOrg(ctx, row.orgId))!.name,
      address: place.address,
      areaM2: place.area_m2 === null ? null : Number(place.area_m2),
      administrators: place.administrators,
      criteria: checks.map(({ code, text, verdict, lack }) => {
        const given = notes.filter(({ criterion }) => criterion === code);
        const papers = given.map(({ note, file_name }) => note ?? `附件：${file_name}`);
        return { text, says: [lack ? `还差：${lack}` : SAYS[verdict], ...papers].join('\n') };
      }),
      reviewers: [`授予单位意见（${grantor}）`],
    },
    ctx.now,
  );
}

/** CSV that Excel opens: with a byte order mark, and nothing that it would take for a formula. */
export async function exportTitles(
  ctx: Ctx,
  input: Input<typeof contract.exportTitles>,
): Promise<FileAnswer> {
  const rows = await casesOf(ctx, input);
  const orgs = await orgRefs(ctx, [...new Set(rows.flatMap((row) => [row.orgId, row.grantor_id]))]);
  const { locale } = ctx;
  const lines = rows.map((row) => [
    row.placeName,
    row.placeCode,
    orgs.get(row.orgId)!.name,
    locale === 'zh' ? row.name_zh : row.name_en,
    row.granted_by ?? orgs.get(row.grantor_id)!.name,
    STATE_WORDS[locale][row.state],
    civilDate(row.stepped_at),
    row.plaque_no ?? '',
    row.awarded_on ?? '',
    row.due_on ?? '',
  ]);
  await ctx.audit({ action: 'places.title_export', detail: { queue: input.queue, rows: rows.length } });
  const text = [TABLE_HEAD[locale], ...lines].map((line) => line.map(cell).join(',')).join('\r\n');
  const name = locale === 'zh' ? '称号' : 'titles';
  return { bytes: Buffer.from(`\uFEFF${text}\r\n`), name: `${name}-${civilDate(ctx.now)}.csv` };
}

function cell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
