import type { Refusal, Repair, RosterField } from './contract.ts';
import type { Cell, SheetHead, SheetRow } from './rules.ts';
import { FAULTS, faultsOf, newIdNo, silently, type Fault, type FaultKind } from './identity/factory.ts';
import * as words from './texts/factory-words.ts';
import { diceOf, mobile, valueOf, type Dice } from './values/factory.ts';

/** What a correct import finds in a sheet. Refusals and repairs are counted over all rows. */
export interface Expected {
  readonly sheet: string;
  readonly headerRow: number;
  /** Columns that must be found; a sheet has others, which mean nothing. */
  readonly fields: Readonly<Partial<Record<RosterField, number>>>;
  readonly rows: number;
  readonly valid: number;
  readonly invalid: number;
  readonly duplicates: number;
  readonly repaired: number;
  readonly byReason: Readonly<Partial<Record<Refusal | Repair, number>>>;
}

/**
 * A workbook as an organisation might send it, out of `seed`: other sheets, titles and notes above, a header in one or
 * two rows or none, columns in any order, columns that look like others, faults. `sheets` have all their rows, with
 * gaps in `no` for blank ones, as `#kernel/sheets` reads them.
 */
export function uglySheet(seed: number): { sheets: SheetHead[]; expected: Expected } {
  const dice = diceOf(seed);
  const csv = dice.chance(25);
  const name = csv ? 'CSV' : dice.pick(words.SHEETS);
  const style = styleOf(dice);
  const plan = planOf(dice, style);
  const above = linesAbove(dice, plan, style);
  const { lines, counts } = body(dice, plan, style, csv);
  const all = [...above.lines, ...lines, ...(style === 'none' ? [] : below(dice, plan))];
  const cells = csv
    ? all.map((line) => line && line.map((cell) => (cell === null ? '' : String(cell))))
    : all;
  const rows = numbered(cells);
  const others = csv ? [] : otherSheets(dice);
  others.splice(dice.roll(others.length + 1), 0, { name, rows });
  const fields = Object.fromEntries(plan.flatMap(({ field }, index) => (field ? [[field, index]] : [])));
  return { sheets: others, expected: { sheet: name, headerRow: above.headerRow, fields, ...counts } };
}

type Style = 'one' | 'two' | 'none';
/** Null: a blank row. */
type Line = Cell[] | null;

interface PlannedColumn {
  readonly field: RosterField | null;
  readonly title: string;
  readonly group: string;
  readonly value: (person: Person) => Cell;
}

function styleOf(dice: Dice): Style {
  return dice.pick(['one', 'one', 'one', 'two', 'none']);
}

function numbered(lines: readonly Line[]): SheetRow[] {
  return lines.flatMap((cells, index) => (cells ? [{ no: index + 1, cells }] : []));
}

/** Which columns there are and in which order: name, ID and phone always, of the others what chance gives. */
function planOf(dice: Dice, style: Style): PlannedColumn[] {
  const english = dice.chance(12);
  const must = (['name', 'idNo', 'phone'] as const).map((field) => planned(dice, field, english));
  const fields = Object.keys(words.TITLED_VALUES) as (keyof typeof words.TITLED_VALUES)[];
  const may = fields.filter(() => dice.chance(35)).map((field) => planned(dice, field, english));
  const decoys = words.DECOYS.filter(({ untitled }) => dice.chance(30) && (style !== 'none' || untitled)).map(
    ({ titles, values }) => ({
      field: null,
      title: dice.pick(titles),
      group: '',
      value: () => valueOf(dice, values),
    }),
  );
  // Without titles only these can be told from what they hold.
  const columns = style === 'none' ? [...must, ...decoys] : [...must, ...may, ...decoys];
  const shuffled = columns
    .map((column) => ({ column, at: dice.roll(1_000_000) }))
    .sort((a, b) => a.at - b.at);
  return grouped(
    dice,
    style,
    shuffled.map(({ column }) => column),
  );
}

function planned(dice: Dice, field: words.PlannedField, english: boolean): PlannedColumn {
  const titles = (english && words.ENGLISH[field]) || words.TITLES_SEEN[field];
  const title = decorated(dice, dice.pick(titles));
  return { field, title, group: '', value: (person) => person[field] ?? null };
}

function decorated(dice: Dice, title: string): string {
  if (title.length === 2 && dice.chance(15)) return [...title].join(dice.pick([' ', '　', '  ']));
  return dice.chance(25) ? dice.pick(words.DECORATIONS).replace('?', title) : title;
}

/** In a header of two rows: somebody else’s name and number under a group, beside the worker’s own. */
function grouped(dice: Dice, style: Style, columns: PlannedColumn[]): PlannedColumn[] {
  if (style !== 'two') return columns;
  const kin = (title: string, values: words.Values): PlannedColumn => ({
    field: null,
    title,
    group: '紧急联系人',
    value: () => valueOf(dice, values),
  });
  const own = columns.map((column) =>
    column.field === 'idNo' || column.field === 'phone'
      ? { ...column, group: dice.pick(['个人信息', '基本信息', '身份及联系信息']) }
      : column,
  );
  return [...own, kin('姓名', 'name'), kin('电话', 'mobile')];
}

/** Titles of the sheet, notes and the header; `headerRow` is its (last) row. */
function linesAbove(dice: Dice, plan: readonly PlannedColumn[], style: Style) {
  const lines: Line[] = [];
  const width = plan.length;
  if (dice.chance(60)) {
    const title = dice.pick(words.SHEET_TITLES);
    lines.push(dice.chance(50) ? Array<Cell>(width).fill(title) : [title]);
  }
  if (dice.chance(30)) lines.push(dice.pick(words.NOTES_ABOVE).map((text) => text));
  if (dice.chance(30)) lines.push(null);
  if (style === 'none') return { lines, headerRow: 0 };
  if (style === 'two') {
    const upper = plan.map(({ title, group }, index) =>
      group === '' ? title : plan[index - 1]?.group === group ? null : group,
    );
    lines.push(
      upper,
      plan.map(({ title, group }) => (group === '' ? null : title)),
    );
  } else lines.push(plan.map(({ title }) => title));
  return { lines, headerRow: lines.length };
}

/** Foot lines: the sum, who made the list. */
function below(dice: Dice, plan: readonly PlannedColumn[]): Line[] {
  const lines: Line[] = [];
  if (dice.chance(50)) lines.push(at(dice.roll(2), dice.pick(words.TOTALS), plan.length));
  if (dice.chance(25)) lines.push(null, at(dice.roll(2), dice.pick(words.SIGNATURES), plan.length));
  return lines;
}

function at(index: number, text: string, width: number): Cell[] {
  return Array.from({ length: Math.max(width, index + 1) }, (_none, place) =>
    place === index ? text : null,
  );
}

type Person = Readonly<Partial<Record<RosterField, Cell>>>;

/** People with their faults, and between them blank rows, headings and the header again. */
function body(dice: Dice, plan: readonly PlannedColumn[], style: Style, csv: boolean) {
  const lines: Line[] = [];
  const counts = { rows: 0, valid: 0, invalid: 0, duplicates: 0, repaired: 0 };
  const byReason: Partial<Record<Refusal | Repair, number>> = {};
  const known: string[] = [];
  const people = 12 + dice.roll(60);
  for (let person = 0; person < people; person += 1) {
    if (person > 2 && style !== 'none' && dice.chance(6)) lines.push(betweenRows(dice, plan));
    const again = known.length > 0 && dice.chance(4) ? dice.pick(known) : null;
    const idNo = again ?? newIdNo(dice, person);
    const faults = person > 2 && dice.chance(35) ? faultsOf(dice) : [];
    const { cells, refused, repaired } = withFaults(dice, plan, idNo, faults, csv);
    lines.push(cells);
    counts.rows += 1;
    for (const reason of [...refused, ...repaired]) byReason[reason] = (byReason[reason] ?? 0) + 1;
    if (refused.length > 0) counts.invalid += 1;
    else if (again) counts.duplicates += 1;
    else {
      counts.valid += 1;
      known.push(idNo);
      if (repaired.length > 0) counts.repaired += 1;
    }
  }
  return { lines, counts: { ...counts, byReason } };
}

function betweenRows(dice: Dice, plan: readonly PlannedColumn[]): Line {
  const header = plan.map(({ title }) => title);
  const choices: Line[] = [
    null,
    plan.map(() => ' '),
    at(0, dice.pick(words.SECTIONS), plan.length),
    plan.map(() => words.SECTIONS[0]!),
    at(dice.roll(2), dice.pick(words.TOTALS), plan.length),
    plan.some(({ group }) => group !== '') ? null : header,
  ];
  return dice.pick(choices);
}

function withFaults(
  dice: Dice,
  plan: readonly PlannedColumn[],
  idNo: string,
  faults: readonly Fault[],
  csv: boolean,
) {
  const person: Partial<Record<RosterField, Cell>> = {
    name: valueOf(dice, 'name'),
    idNo: dice.chance(20) ? silently(dice, idNo) : idNo,
    phone: dice.pick(words.PHONE_WAYS).replace('?', mobile(dice)),
  };
  for (const [field, values] of Object.entries(words.TITLED_VALUES))
    person[field as RosterField] = valueOf(dice, values);
  const refused: Refusal[] = [];
  const repaired: Repair[] = [];
  for (const name of faults) {
    const fault: FaultKind = FAULTS[name];
    person[fault.cell] = fault.make(dice, fault.cell === 'idNo' ? idNo : String(person[fault.cell]), csv);
    if (fault.refusal) refused.push(fault.refusal);
    repaired.push(...(fault.repairs?.(person[fault.cell]!) ?? []));
  }
  return { cells: plan.map(({ value }) => value(person)), refused, repaired };
}

/** A cover, an example, a list of codes, an empty sheet: anything but the roster. */
function otherSheets(dice: Dice): SheetHead[] {
  const cover = {
    name: dice.pick(['封面', '填表说明', 'Sheet2']),
    rows: numbered(words.COVER.map((text) => [text])),
  };
  const codes = {
    name: dice.pick(['代码表', '数据字典', 'Sheet3']),
    rows: numbered([['代码', '名称'], ...words.CODES]),
  };
  const example = {
    name: '填写示例',
    rows: numbered([
      ['姓名', '身份证号', '手机号'],
      ['张三', newIdNo(dice, 998), mobile(dice)],
      ['李四', newIdNo(dice, 999), mobile(dice)],
    ]),
  };
  return [cover, codes, example, { name: 'Sheet9', rows: [] }].filter(() => dice.chance(35));
}
