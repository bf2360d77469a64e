import type { Request } from '#kernel/contract';
import type { nearPlaces } from '../../near/contract.ts';
import { nightOf } from '../../near/rules.ts';
import type { Point } from '../../rules.ts';
import { openState, type NearAnswer, type PlaceCardView } from './place-words.ts';

/** What one looks for, as the address of the page says it: it can be kept, sent on, and opened without a script. */
export interface NearQuery {
  readonly open: boolean;
  readonly night: boolean;
  /** Codes of facilities that all have to work. */
  readonly with: readonly string[];
  readonly area: string | null;
  readonly q: string;
  readonly view: 'list' | 'map';
}

export function readNearQuery(query: URLSearchParams): NearQuery {
  const codes = (query.get('with') ?? '').split(',').filter((code) => /^[a-z][a-z0-9_]{0,39}$/.test(code));
  const area = query.get('area');
  return {
    open: query.get('open') === 'yes',
    night: query.get('night') === 'yes',
    with: codes.slice(0, 10),
    area: area && /^\d{2,12}$/.test(area) ? area : null,
    q: (query.get('q') ?? '').trim().slice(0, 40),
    view: query.get('view') === 'map' ? 'map' : 'list',
  };
}

/** The address of a search; what is as usual is left out. */
export function nearHref(query: NearQuery): string {
  const fields = { ...apiFields(query), ...(query.view === 'map' ? { view: 'map' } : {}) };
  const text = new URLSearchParams(fields).toString();
  return text ? `/near?${text}` : '/near';
}

/** What the server is asked: of the phone's place it learns a square of 0.01°, about a kilometre, and only if it is shared. */
export function nearInput(query: NearQuery, here: Point | null): Request<typeof nearPlaces> {
  const square = here ? { lat: here.lat.toFixed(2), lng: here.lng.toFixed(2) } : {};
  return { ...apiFields(query), ...square };
}

function apiFields({ open, night, with: codes, area, q }: NearQuery) {
  return {
    ...(open ? { open: 'yes' as const } : {}),
    ...(night ? { night: 'yes' as const } : {}),
    ...(codes.length > 0 ? { with: codes.join(',') } : {}),
    ...(area ? { area } : {}),
    ...(q ? { q } : {}),
  };
}

export function isNarrowed({ open, night, with: codes, q }: NearQuery): boolean {
  return open || night || codes.length > 0 || q !== '';
}

/** With the code of a facility added to what has to work, or taken away. */
export function toggled(query: NearQuery, code: string): NearQuery {
  const on = query.with.includes(code);
  return { ...query, with: on ? query.with.filter((each) => each !== code) : [...query.with, code] };
}

/** The same search in a list that the phone has kept: without a network the phone does what the server would. */
export function narrowed(answer: NearAnswer, query: NearQuery, now: number): NearAnswer {
  const night = nightOf(now);
  const items = answer.items.filter(
    (place) =>
      (!query.open || openState(place, now).standing === 'open') &&
      (!query.night || isOpenWithin(place, night)) &&
      query.with.every((code) => place.facilities.includes(code)) &&
      (query.q === '' || [place.name, place.address, place.code].some((text) => text?.includes(query.q))),
  );
  return { ...answer, items };
}

function isOpenWithin({ state, times }: PlaceCardView, [from, to]: readonly [number, number]): boolean {
  return state === 'open' && times.open.some(([a, b]) => a * 60_000 < to && b * 60_000 > from);
}
