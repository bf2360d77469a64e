import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { orgInScope } from '#orgs';
import { unitRefs, type Item, type Meeting } from '../../queries.ts';
import { figuresOf, type Counted } from '../rules.ts';
import { FIGURE_COLUMNS, FIGURE_WORDS } from '../texts/figures.ts';
import type * as contract from './contract.ts';

export async function itemFigures(
  ctx: Ctx,
  { body, from, to }: Input<typeof contract.itemFigures>,
): Promise<Output<typeof contract.itemFigures>> {
  const rows = await ctx.db
    .selectFrom('meetings.item as i')
    .innerJoin('meetings.meeting as o', 'o.id', 'i.meeting_id')
    .select([
      'i.lead_unit',
      'i.state',
      'i.due_on',
      'i.agreed_at',
      'i.closed_at',
      'i.deferrals',
      'o.starts_at',
    ])
    .where(orgInScope(ctx, 'meetings.read', 'i.org_id'))
    .where(
      sql<SqlBool>`(${body ?? null}::uuid is null or i.body_id = ${body ?? null}::uuid)
        and o.year between ${from ?? 0} and ${to ?? 9999}`,
    )
    .execute();
  const { units, ...figures } = figuresOf(rows.map(toCounted), civilDate(ctx.now));
  const names = await namesOf(
    ctx,
    units.map(({ unit }) => unit),
  );
  const told = units.map((one) => ({ ...one, unit: names.get(one.unit)! }));
  told.sort((a, b) => b.overdue - a.overdue || b.open - a.open || a.unit.id.localeCompare(b.unit.id));
  return { ...figures, units: told };
}

type Row = Pick<Item, 'lead_unit' | 'state' | 'due_on' | 'agreed_at' | 'closed_at' | 'deferrals'> &
  Pick<Meeting, 'starts_at'>;

function toCounted(row: Row): Counted {
  return {
    unit: row.lead_unit,
    state: row.state,
    dueOn: row.due_on,
    agreedOn: civilDate(row.starts_at ?? row.agreed_at),
    endedOn: row.closed_at && civilDate(row.closed_at),
    deferrals: row.deferrals,
  };
}

type Told = Output<typeof contract.itemFigures>;

/** The figures by unit as a sheet: all of them first, and below what each counts. */
export async function exportFigures(
  ctx: Ctx,
  input: Input<typeof contract.exportFigures>,
): Promise<FileAnswer> {
  const { units, ...all } = await itemFigures(ctx, input);
  const words = FIGURE_WORDS[ctx.locale];
  await ctx.audit({ action: 'meetings.item_export', detail: { figures: true, rows: units.length } });
  const line = (body: string, unit: string, figures: Omit<Told, 'units'>): Cell[] => [
    body,
    unit,
    ...FIGURE_COLUMNS.map((column) => figures[column]),
  ];
  const bytes = writeSheet({
    name: words.sheet,
    columns: [words.body, words.unit, ...FIGURE_COLUMNS.map((column) => words.columns[column])].map(
      (title) => ({ title }),
    ),
    rows: [
      line(words.years(input.from, input.to), words.all, all),
      ...units.map(({ unit, ...figures }) => line(unit.body, unit.name, figures)),
      [],
      ...words.notes.map((note) => [note]),
    ],
  });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}

async function namesOf(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; name: string; body: string }>();
  const units = await ctx.db
    .selectFrom('meetings.unit as u')
    .innerJoin('meetings.body as b', 'b.id', 'u.body_id')
    .selectAll('u')
    .select('b.name as body')
    .where('u.id', 'in', ids)
    .execute();
  const refs = await unitRefs(ctx, units);
  return new Map(units.map(({ id, body }) => [id, { id, name: refs.get(id)!.name, body }]));
}
