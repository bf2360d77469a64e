import { birthDateOf, sexOf } from '../../join/rules.ts';
import type { RosterField } from '../contract.ts';
import { hasLostDigits, idKey, isSoundId, looksLikeName, readIdType } from '../identity/rules.ts';
import { LOOKS } from '../texts/words.ts';
import { isOfOthers, isOther, isOtherPhone, titleKey, titleWeights, type Heading } from '../titles/rules.ts';
import {
  compact,
  isNothing,
  readDate,
  readMonth,
  readPhone,
  readSex,
  readWork,
  type Cell,
} from '../values/rules.ts';

/** A column as it is looked at: its place, its heading, and some of its cells, one for each row of people. */
export interface Column extends Heading {
  readonly index: number;
  readonly cells: readonly (Cell | undefined)[];
}

/** Shares (0–1) of the filled cells that look like something; `filled` is a share of all rows, `count` a number. */
type Profile = Readonly<Record<keyof typeof LOOKS | (typeof MEASURES)[number], number>>;
const MEASURES = [
  'count',
  'filled',
  /** Different values among the filled ones, as a share of the different ID numbers in the same rows. */
  'distinct',
  'idNo',
  'phone',
  'name',
  'sex',
  'sexCode',
  'birth',
  'date',
  'work',
  'idType',
  'code',
] as const;

const looks = Object.fromEntries(
  Object.entries(LOOKS).map(([look, pattern]) => [look, new RegExp(pattern)]),
) as Record<keyof typeof LOOKS, RegExp>;

/** Enough to be chosen: a title without any support, or contents that leave no doubt. */
const ENOUGH = 0.35;

/** How well each field fits each column, 0 where it does not; title and contents together. */
export function fitOf(columns: readonly Column[]): (field: RosterField, column: Column) => number {
  const ids = idsOf(columns);
  const fits = new Map(
    columns.map((column) => {
      const [titles, profile] = [titleWeights(column), profileOf(column, ids)];
      return [column.index, (field: RosterField) => fitness(field, titles[field], profile, column)];
    }),
  );
  return (field, column) => {
    const fit = fits.get(column.index)?.(field) ?? 0;
    return fit >= ENOUGH ? fit : 0;
  };
}

/** Whether a cell can be somebody’s ID number, with all the faults that such cells have. */
export function looksLikeId(cell: Cell | undefined): boolean {
  if (typeof cell === 'number' && cell < 1e16) return false;
  const text = idKey(cell);
  if (/^\d{16,17}[\dX]$/.test(text)) return isDay(text.slice(6, 14)) && /^[1-9]/.test(text);
  if (/^\d{15}$/.test(text)) return isDay(`19${text.slice(6, 12)}`) && /^[1-6]/.test(text);
  return hasLostDigits(cell) && /^[1-9](\.\d+)?E\+?17$/.test(text);
}

function isDay(digits: string): boolean {
  return /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(digits);
}

/** Rows as the column that most looks like ID numbers has them: birth dates and sexes elsewhere must agree with it. */
function idsOf(columns: readonly Column[]): readonly string[] {
  const count = (column: Column) => column.cells.filter(isSoundId).length;
  const best = columns.reduce<Column | undefined>(
    (top, column) => (count(column) > (top ? count(top) : 0) ? column : top),
    undefined,
  );
  return (best?.cells ?? []).map((cell) => (isSoundId(cell) ? idKey(cell) : ''));
}

function profileOf(column: Column, ids: readonly string[]): Profile {
  const cells = column.cells
    .map((cell, row) => ({ cell, text: compact(cell), id: ids[row] ?? '' }))
    .filter(({ cell }) => !isNothing(cell));
  const count = cells.length;
  const withId = cells.filter(({ id }) => id !== '');
  const share = (is: (one: (typeof cells)[number]) => boolean, of = cells) =>
    of.length === 0 ? 0 : of.filter(is).length / of.length;
  const unit = ({ text }: { text: string }) => looks.department.test(text) || looks.company.test(text);
  return {
    count,
    filled: column.cells.length === 0 ? 0 : count / column.cells.length,
    distinct: distinctOf(cells.map(({ text }) => text)) / (distinctOf(withId.map(({ id }) => id)) || 1),
    idNo: share(({ cell }) => looksLikeId(cell)),
    phone: share(({ cell }) => readPhone(cell).value !== null),
    name: share(({ cell }) => looksLikeName(cell)),
    sex: share(({ cell, text }) => !/^\d+$/.test(text) && readSex(cell).value !== null),
    sexCode: share(({ cell, id }) => readSex(cell).value === sexOf('resident_id', id), withId),
    birth: share(({ cell, id }) => isBirth(cell, birthDateOf('resident_id', id)), withId),
    date: share(({ cell, text }) => isDateLike(cell, text)),
    work: share((one) => !unit(one) && Object.values(readWork(one.text)).some((said) => said !== null)),
    idType: share(({ cell, text }) => !/^\d+$/.test(text) && !readIdType(cell).unread),
    code: share(({ text }) => /^[\da-z]{1,3}$/.test(text)),
    ...(Object.fromEntries(
      Object.entries(looks).map(([look, pattern]) => [look, share(({ text }) => pattern.test(text))]),
    ) as Record<keyof typeof LOOKS, number>),
  };
}

function distinctOf(texts: readonly string[]): number {
  return texts.length === 0 ? 0 : new Set(texts).size / texts.length;
}

function isBirth(cell: Cell | undefined, birthDate: string | null): boolean {
  if (birthDate === null) return false;
  return readDate(cell).value === birthDate || readMonth(cell) === birthDate.slice(0, 7);
}

/** Days, months and years of our time; 长期 among them does no harm. */
function isDateLike(cell: Cell | undefined, text: string): boolean {
  if (readDate(cell).value !== null) return true;
  return (
    /^(19|20)\d{2}([-/.年](\d{1,2}([-/.月]\d{0,2})?.*)?|\d{2}|\d{4})?$/.test(text) || /长期|永久/.test(text)
  );
}

/** A template’s codes (1, 02, 11) do not speak, but nor do they contradict an exact title. */
const CODED: readonly RosterField[] = ['sex', 'education', 'politics', 'ethnicity', 'skill', 'idType'];

/** Fields whose values speak for themselves, how their profile says so, and from which share a missing title is enough. */
const SHAPED: Partial<Record<RosterField, { share: (p: Profile) => number; alone: number; least?: number }>> =
  {
    idNo: { share: (p) => p.idNo, alone: 0.5 },
    phone: { share: (p) => p.phone * Math.min(1, p.distinct / 0.5), alone: 0.6 },
    // Names and numbers hardly repeat; those of managers, firms and departments do.
    name: { share: (p) => p.name * Math.min(1, p.distinct / 0.6), alone: 0.6 },
    sex: { share: (p) => Math.max(p.sex, p.count > 4 && p.sexCode > 0.9 ? p.sexCode : 0), alone: 0.8 },
    birthDate: { share: (p) => Math.max(p.birth, p.date / 2), alone: 0.7, least: 2 },
    work: { share: (p) => p.work * (p.distinct > 0.9 && p.count > 9 ? 0.5 : 1), alone: 0.7, least: 3 },
    education: { share: (p) => p.education, alone: 0.8, least: 3 },
    politics: { share: (p) => p.politics, alone: 0.8, least: 3 },
    ethnicity: { share: (p) => p.ethnicity, alone: 0.8, least: 3 },
    skill: { share: (p) => p.skill, alone: 0.8, least: 3 },
    idType: { share: (p) => p.idType, alone: 0.8, least: 3 },
  };

/** Fields that only a title can name; the two with a share can also be known by the endings of their values. */
const WORDED: Partial<
  Record<RosterField, { share: (p: Profile) => number; alone?: number; least?: number }>
> = {
  department: { share: (p) => p.department, alone: 0.8, least: 3 },
  employer: { share: (p) => p.company, alone: 0.8, least: 3 },
};

const DATES: readonly RosterField[] = ['hiredOn', 'joinedOn', 'idValidUntil'];

function fitness(field: RosterField, title: number, profile: Profile, column: Column): number {
  if (title < 1 && profile.count === 0) return title * 0.5;
  if (contradicts(field, profile)) return 0;
  const shaped = SHAPED[field];
  const seen = profile.filled * 0.05;
  if (shaped) {
    const coded = CODED.includes(field) && title === 1 ? profile.code * 0.7 : 0;
    const share = Math.max(shaped.share(profile), coded);
    const alone = share >= shaped.alone && profile.count >= (shaped.least ?? 1) && profile.filled >= 0.3;
    if (title === 0 && (!alone || !mayBe(field, column))) return 0;
    // Without titles the worker’s own name and number stand before those of others.
    const later = title === 0 ? Math.min(column.index, 20) * 0.005 : 0;
    return 0.38 * title + 0.57 * share + seen - later;
  }
  if (DATES.includes(field)) return title === 0 ? 0 : 0.6 * title + 0.35 * profile.date + seen;
  const worded = WORDED[field];
  const share = worded?.share(profile) ?? 0;
  if (title > 0) return 0.6 * title + 0.2 + 0.15 * share + seen;
  const alone = worded?.alone !== undefined && share >= worded.alone && profile.count >= (worded.least ?? 1);
  return alone && !isTitled(column) ? 0.45 * share : 0;
}

/** Contents that cannot be of the field, whatever the title says. */
function contradicts(field: RosterField, p: Profile): boolean {
  const most = 0.6;
  if (p.count === 0) return false;
  if (field !== 'idNo' && p.idNo > 0.5) return true;
  if (field !== 'phone' && p.phone > 0.5) return true;
  if (field !== 'sex' && p.sex > most && p.count > 1) return true;
  const isDate = DATES.includes(field) || field === 'birthDate';
  if (isDate && field !== 'birthDate' && p.birth > most && p.count > 2) return true;
  if (isDate) return p.date === 0 && p.count > 2;
  if (field === 'name' && p.distinct < 0.5 && p.count > 2) return true;
  if (p.date > most && field !== 'memberNo' && field !== 'idNo') return true;
  if (['idNo', 'phone', 'sex', 'idType', 'memberNo', 'migrant'].includes(field))
    return p.name > most && p.distinct > 0.6 && p.count > 1;
  return false;
}

/** Whether contents may decide against what a title says: not about others, and of lesser fields not at all. */
function mayBe(field: RosterField, heading: Heading): boolean {
  if (isOfOthers(heading) || (field === 'phone' && isOtherPhone(heading))) return false;
  return field === 'name' || field === 'idNo' || field === 'phone' || !isOther(heading);
}

/** A title that says something, though nothing that we keep: 备注, 籍贯, 法定代表人. */
function isTitled({ text, group }: Heading): boolean {
  return titleKey(text || group) !== '';
}

/** What is already settled: a remembered or chosen column. `null`: it is left out. */
export type Settled = ReadonlyMap<number, RosterField | null>;

/**
 * One column for a field and one field for a column, so that all of them together fit best. Columns are bid for: a
 * field that finds its column more wanted by another takes its next best (an auction, exact up to the smallest bid).
 */
export function assign(
  fields: readonly RosterField[],
  columns: readonly Column[],
  fit: (field: RosterField, column: Column) => number,
  settled: Settled,
): Map<number, RosterField> {
  const owner = new Map<number, RosterField>();
  for (const [index, field] of settled) if (field) owner.set(index, field);
  const taken = new Set(owner.values());
  const open = columns.filter(({ index }) => !settled.has(index));
  const price = new Map(open.map(({ index }) => [index, 0]));
  const waiting = fields.filter((field) => !taken.has(field));
  for (let field = waiting.shift(); field; field = waiting.shift()) {
    const gains = open.map((column) => {
      const worth = fit(field, column);
      return { index: column.index, gain: worth > 0 ? worth - price.get(column.index)! : 0 };
    });
    const [best, next] = gains.sort((a, b) => b.gain - a.gain || a.index - b.index);
    if (!best || best.gain <= 0) continue;
    const loser = owner.get(best.index);
    if (loser) waiting.push(loser);
    owner.set(best.index, field);
    price.set(best.index, price.get(best.index)! + best.gain - Math.max(0, next?.gain ?? 0) + SMALLEST_BID);
  }
  return owner;
}

const SMALLEST_BID = 0.0005;
