import type { Hours, Span, Week } from '../hours/contract.ts';
import type { IntakeField, IntakeRemark } from './contract.ts';
import { DAYS, SYNONYMS } from '../texts/intake-words.ts';
import type { FacilityTerm, KindTerm } from '../texts/terms.ts';

export type Cell = string | number | boolean | null;

/** `index` from 0. */
export interface Column {
  readonly index: number;
  readonly field: IntakeField;
}

export interface Remark {
  readonly code: IntakeRemark;
  /** What stands in the cell. */
  readonly text: string;
}

/** A row as it would be put on record; positions in the system of the file. */
export interface Read {
  readonly name: string;
  readonly kind: string;
  readonly union: string | null;
  readonly area: string | null;
  readonly address: string | null;
  readonly directions: string | null;
  readonly position: { readonly lat: number; readonly lng: number } | null;
  readonly hours: Hours | null;
  readonly facilities: readonly string[];
  readonly host: string | null;
  readonly phone: string | null;
  readonly areaM2: number | null;
  readonly seats: number | null;
  readonly administrators: number | null;
}

export interface Terms {
  readonly facilities: readonly FacilityTerm[];
  readonly kinds: readonly KindTerm[];
}

/** Whether a row with these headings heads the table: a name beside one other field. */
export function isHead(fields: readonly IntakeField[]): boolean {
  return fields.includes('name') && fields.some((field) => field !== 'name');
}

function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

/** A row in the words of the file, and what was noticed. Nothing that can be read is lost for what cannot. */
export function readRow(
  cells: readonly Cell[],
  columns: readonly Column[],
  fallback: { readonly kind: string; readonly terms: Terms },
): { readonly read: Read; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  const note = (code: IntakeRemark, text: string): null => {
    remarks.push({ code, text: text.slice(0, 80) });
    return null;
  };
  const at = (field: IntakeField): string => {
    const column = columns.find((one) => one.field === field);
    return column ? textOf(cells[column.index]) : '';
  };
  const cut = (field: IntakeField, max: number): string | null => {
    const text = at(field);
    if (text.length > max) note('cut_text', text);
    return text.slice(0, max) || null;
  };
  const name = at('name').replaceAll(/\s+/g, '');
  if (name === '') note('no_name', '');
  if (name.length > 60) note('long_name', name);
  const position = readPosition(at('position'), at('lat'), at('lng'));
  if (position.remark)
    note(position.remark, [at('position'), at('lat'), at('lng')].filter(Boolean).join(' '));
  const hours = readHours(at('hours'));
  if (hours === 'unread') note('unread_hours', at('hours'));
  const facilities = readFacilities(at('facilities'), fallback.terms.facilities);
  if (facilities.unread.length > 0) note('unread_facilities', facilities.unread.join('、'));
  const count = (field: IntakeField, max: number): number | null => {
    const text = at(field);
    if (text === '') return null;
    const value = Number(/\d+(\.\d+)?/.exec(text.normalize('NFKC').replaceAll(',', ''))?.[0]);
    return value > 0 && value <= max ? value : note('unread_number', text);
  };
  const whole = (field: IntakeField, max: number): number | null => {
    const value = count(field, max);
    return value === null ? null : Math.round(value);
  };
  const read = {
    name: name.slice(0, 60),
    kind: kindOf(at('kind'), fallback.terms.kinds) ?? fallback.kind,
    union: at('union') || null,
    area: at('area') || null,
    address: cut('address', 120),
    directions: cut('directions', 80),
    position: position.value,
    hours: hours === 'unread' ? null : hours,
    facilities: facilities.codes,
    host: cut('host', 80),
    phone: cut('phone', 30),
    areaM2: count('areaM2', 99_999),
    seats: whole('seats', 9_999),
    administrators: whole('administrators', 99),
  };
  if (at('kind') !== '' && kindOf(at('kind'), fallback.terms.kinds) === null)
    note('unknown_kind', at('kind'));
  return { read, remarks };
}

function kindOf(text: string, kinds: readonly KindTerm[]): string | null {
  const exact = kinds.find(({ zh, code }) => zh === text || code === text);
  return (
    (exact ?? kinds.find(({ zh }) => text !== '' && (text.includes(zh) || zh.includes(text))))?.code ?? null
  );
}

/** Two numbers, whichever way round: in China the longitude is the larger. */
export function readPosition(
  both: string,
  lat: string,
  lng: string,
): { value: { lat: number; lng: number } | null; remark: IntakeRemark | null } {
  if (both + lat + lng === '') return { value: null, remark: 'no_position' };
  const given = both === '' ? [lat, lng] : (both.match(/-?\d+(\.\d+)?/g) ?? []);
  const [a, b] = given.map((text) => (text === '' ? Number.NaN : Number(text)));
  if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b) || given.length !== 2)
    return { value: null, remark: 'bad_position' };
  // Two columns say which is which; one cell has both orders in use.
  const swapped = isLng(a) && isLat(b);
  if (!swapped && !(isLat(a) && isLng(b))) return { value: null, remark: 'bad_position' };
  const value = swapped ? { lat: b, lng: a } : { lat: a, lng: b };
  return { value, remark: swapped && both === '' ? 'swapped_position' : null };
}

const isLat = (degrees: number): boolean => degrees >= 3 && degrees <= 54;
const isLng = (degrees: number): boolean => degrees >= 73 && degrees <= 136;

/** Codes of what is named, and what no word of ours fits. */
export function readFacilities(
  text: string,
  terms: readonly FacilityTerm[],
): { codes: string[]; unread: string[] } {
  const codes = new Set<string>();
  const unread: string[] = [];
  for (const part of text.split(/[、，,；;/\s和及]+/).filter(Boolean)) {
    const word = part.normalize('NFKC').toLowerCase();
    const found = terms.filter(({ code, zh }) => word.includes(zh.toLowerCase()) || isSynonym(code, word));
    if (found.length === 0) unread.push(part);
    for (const { code } of found) codes.add(code);
  }
  return { codes: [...codes], unread };
}

function isSynonym(code: string, word: string): boolean {
  return SYNONYMS[code]?.some((synonym) => word.includes(synonym)) ?? false;
}

const NO_DAYS: Week = [[], [], [], [], [], [], []];

/**
 * Opening hours as people write them: `8:00-18:00`, `周一至周五 8:30—17:30，周末 9:00-16:00`, `24小时`. Null for an empty
 * cell; `unread` where any part is not understood: half an answer would send people to a locked door.
 */
export function readHours(text: string): Hours | null | 'unread' {
  const plain = text
    .normalize('NFKC')
    .replace(/[—–~～至到]+(?=\s*(次日|第二天|\d))/g, '-')
    .replaceAll('：', ':')
    .trim();
  if (plain === '' || /^(不详|未知|无|待定|暂无|-)$/.test(plain)) return null;
  if (/^(全天|24小时|全天24小时|24h|全天候|24小时开放|全天开放)$/i.test(plain.replaceAll(/\s/g, '')))
    return hoursOf(NO_DAYS.map(() => [{ from: '00:00', to: '24:00' }]));
  const week: Span[][] = NO_DAYS.map(() => []);
  let days: readonly number[] | undefined;
  let holidaysClosed = false;
  for (const part of plain
    .split(/[,，;；。\n]+/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    if (/^(法定)?节假日(休息|不开放|关闭|除外)$/.test(part)) {
      holidaysClosed = true;
      continue;
    }
    const named = daysOf(part);
    const spans = spansOf(part);
    if (named === 'unread' || spans === 'unread' || (spans.length === 0 && !named)) return 'unread';
    days = named ?? days ?? [0, 1, 2, 3, 4, 5, 6];
    for (const day of days) week[day]!.push(...spans);
  }
  if (week.every((spans) => spans.length === 0)) return 'unread';
  return { ...hoursOf(week), ...(holidaysClosed ? { holidays: { as: 'closed' as const } } : {}) };
}

function hoursOf(week: Week): Hours {
  return { week, seasons: [], holidays: { as: 'usual' }, swapped: { as: 'weekday', day: 1 } };
}

/** Days by number, Monday 0; undefined where none is named. */
function daysOf(part: string): readonly number[] | undefined | 'unread' {
  if (/每[天日]|周一[-至到]周?[日天]|全周/.test(part)) return [0, 1, 2, 3, 4, 5, 6];
  if (/工作日/.test(part)) return [0, 1, 2, 3, 4];
  if (/周末|双休日/.test(part)) return [5, 6];
  const range = /(?:周|星期|礼拜)([一二三四五六日天])\s*[-至到]\s*(?:周|星期|礼拜)?([一二三四五六日天])/.exec(
    part,
  );
  if (range) {
    const [from, to] = [dayOf(range[1]!), dayOf(range[2]!)];
    return from <= to ? NO_DAYS.map((_day, nth) => nth).filter((nth) => from <= nth && nth <= to) : 'unread';
  }
  const single = /(?:周|星期|礼拜)([一二三四五六日天]+(?:[、和][一二三四五六日天])*)/.exec(part);
  if (single) return [...single[1]!.replaceAll(/[、和]/g, '')].map(dayOf);
  return undefined;
}

function dayOf(letter: string): number {
  return DAYS.indexOf(letter === '天' ? '日' : letter);
}

const SPAN = /(\d{1,2})(?::(\d{2}))?(?:点|时)?\s*-\s*(次日|第二天)?\s*(\d{1,2})(?::(\d{2}))?(?:点|时)?/g;

function spansOf(part: string): Span[] | 'unread' {
  if (/休息|不开放|关闭/.test(part) && !/\d/.test(part)) return [];
  if (/24小时|全天/.test(part)) return [{ from: '00:00', to: '24:00' }];
  const spans: Span[] = [];
  for (const [, h1, m1 = '00', _next, h2, m2 = '00'] of part.matchAll(SPAN)) {
    const [from, to] = [clock(h1!, m1), clock(h2!, m2)];
    if (!from || !to || from === '24:00' || from === to) return 'unread';
    spans.push({ from, to });
  }
  const rest = part.replaceAll(SPAN, '').replaceAll(/\d/g, '#');
  return rest.includes('#') ? 'unread' : spans;
}

function clock(hours: string, minutes: string): string | null {
  const [h, m] = [Number(hours), Number(minutes)];
  if (h > 24 || m > 59 || (h === 24 && m > 0)) return null;
  return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
}
