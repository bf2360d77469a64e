import type { PlaceState, Trust } from '../contract.ts';

/** A thing that has a code and a name in the reader's language. */
export interface Named {
  readonly code: string;
  readonly name: string;
}

/** One place as it leaves: nothing that its public page does not show. */
export interface OpenPlace {
  readonly code: string;
  readonly name: string;
  readonly kind: Named;
  readonly roles: readonly string[];
  readonly state: PlaceState;
  readonly address: string | null;
  readonly directions: string | null;
  readonly area: Named | null;
  readonly wgs84: { readonly lat: number; readonly lng: number } | null;
  readonly gcj02: { readonly lat: number; readonly lng: number } | null;
  /** In which system it was taken; the other is computed. */
  readonly datum: string | null;
  readonly hours: string;
  readonly hoursKnown: boolean;
  /** Of a place that is closed for a time. */
  readonly closedWhy: string | null;
  readonly closedUntil: string | null;
  readonly facilities: readonly Named[];
  /** What it has, but does not work or has run out. */
  readonly out: readonly Named[];
  readonly entry: Named;
  readonly phone: string | null;
  readonly union: string;
  readonly host: string | null;
  readonly trust: Trust;
  readonly confirmedAt: string | null;
  readonly page: string;
}

/** Columns of the table, in their order. */
export const COLUMNS = [
  'code',
  'name',
  'kind',
  'kindCode',
  'roles',
  'state',
  'closedWhy',
  'closedUntil',
  'address',
  'directions',
  'area',
  'areaCode',
  'wgsLat',
  'wgsLng',
  'gcjLat',
  'gcjLng',
  'datum',
  'hours',
  'facilities',
  'facilityCodes',
  'out',
  'outCodes',
  'entry',
  'phone',
  'union',
  'host',
  'trust',
  'confirmedAt',
  'page',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

type Value = string | number | null;

/** The cells of a place, in the words of the reader. */
export function cellsOf(
  place: OpenPlace,
  words: {
    readonly roles: Readonly<Record<string, string>>;
    readonly states: Readonly<Record<string, string>>;
    readonly trusts: Readonly<Record<Trust, string>>;
    readonly datums: Readonly<Record<string, string>>;
    readonly and: string;
  },
): Value[] {
  const names = (list: readonly Named[]) => list.map(({ name }) => name).join(words.and);
  const codes = (list: readonly Named[]) => list.map(({ code }) => code).join(' ');
  const cells: Readonly<Record<ColumnName, Value>> = {
    ...place,
    kind: place.kind.name,
    kindCode: place.kind.code,
    roles: place.roles.map((role) => words.roles[role] ?? role).join(words.and),
    state: words.states[place.state] ?? place.state,
    area: place.area?.name ?? null,
    areaCode: place.area?.code ?? null,
    wgsLat: place.wgs84?.lat ?? null,
    wgsLng: place.wgs84?.lng ?? null,
    gcjLat: place.gcj02?.lat ?? null,
    gcjLng: place.gcj02?.lng ?? null,
    datum: place.datum && (words.datums[place.datum] ?? place.datum),
    facilities: names(place.facilities),
    facilityCodes: codes(place.facilities),
    out: names(place.out),
    outCodes: codes(place.out),
    entry: place.entry.name,
    trust: words.trusts[place.trust],
  };
  return COLUMNS.map((column) => cells[column]);
}

/** A line of RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvLine(cells: readonly Value[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^\s*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** A feature of RFC 7946: longitude first, always WGS-84. */
export function featureOf({ wgs84, gcj02, ...place }: OpenPlace) {
  return {
    type: 'Feature' as const,
    id: place.code,
    geometry: wgs84 && { type: 'Point' as const, coordinates: [wgs84.lng, wgs84.lat] },
    properties: { ...place, gcj02 },
  };
}
