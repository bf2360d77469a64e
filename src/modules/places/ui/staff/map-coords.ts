import gcoord from 'gcoord';
import type { Datum } from '#places/contract';
import type { Point } from '#places/rules';
import type { PastedDatum } from './map-parse.ts';

/** A position as it is sent: in the system in which it was taken. */
export interface Taken extends Point {
  readonly datum: Datum;
}

const SYSTEMS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

export function convert({ lat, lng }: Point, from: PastedDatum, to: PastedDatum): Point {
  if (from === to) return { lat, lng };
  const [x, y] = gcoord.transform([lng, lat], SYSTEMS[from], SYSTEMS[to]);
  return { lat: y, lng: x };
}

/** Baidu's metres of the address line, as GCJ-02. */
export function fromMetres(x: number, y: number): Taken {
  const [lng, lat] = gcoord.transform([x, y], gcoord.BD09MC, gcoord.GCJ02);
  return { lat, lng, datum: 'gcj02' };
}

/** To where the phone's GPS would say. */
export function wgsOf(taken: Taken): Point {
  return convert(taken, taken.datum, 'wgs84');
}
