import { metresBetween, type Point } from '../../rules.ts';

/** When two may be one. */
export interface Likeness {
  readonly metres: number;
  /** Dice’s coefficient of the pairs of characters of both names: 1 the same, 0 nothing in common. */
  readonly likeness: number;
  /** What many names share, and what tells nothing. */
  readonly commonWords: readonly string[];
}

export interface Named {
  readonly name: string;
  readonly wgs84: Point | null;
}

export interface Resemblance<T> {
  readonly one: T;
  /** 0 to 1. */
  readonly like: number;
  /** Null where one of the two has no position. */
  readonly metres: number | null;
}

/** Finds what is like a text among `texts`: kernel/likeness.ts. */
export type Indexing = (texts: readonly string[]) => (text: string) => ReadonlyMap<number, number>;

/**
 * Which of `known` resemble a name and a position, the likeliest first. Names are looked up by `indexed`, positions by
 * squares, so that a list of two thousand is compared with ten thousand in a moment.
 */
export function resemblances<T extends Named>(
  known: readonly T[],
  { metres: near, likeness, commonWords }: Likeness,
  indexed: Indexing,
): (asked: Named) => Resemblance<T>[] {
  const alike = indexed(known.map(({ name }) => core(name, commonWords)));
  const bySquare = squares(known);
  return ({ name, wgs84 }) => {
    const names = alike(core(name, commonWords));
    const beside = wgs84 ? squaresAround(wgs84).flatMap((square) => bySquare.get(square) ?? []) : [];
    return [...new Set([...names.keys(), ...beside])]
      .map((at) => ({
        one: known[at]!,
        like: names.get(at) ?? 0,
        metres: distance(wgs84, known[at]!.wgs84),
      }))
      .filter(({ like, metres }) => like >= likeness || (metres ?? Infinity) <= near)
      .toSorted((a, b) => b.like - a.like || (a.metres ?? Infinity) - (b.metres ?? Infinity));
  };
}

/** Who stands in each square. */
function squares(all: readonly Named[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, { wgs84 }] of all.entries()) {
    if (!wgs84) continue;
    const list = places.get(squareOf(wgs84));
    if (list) list.push(at);
    else places.set(squareOf(wgs84), [at]);
  }
  return places;
}

/** A name of nothing but common words is compared as it is. */
function core(name: string, commonWords: readonly string[]): string {
  const plain = name.toLowerCase().replaceAll(/[\s·()（）-]/g, '');
  const bare = commonWords.reduce((left, word) => left.replaceAll(word, ''), plain);
  return bare === '' ? plain : bare;
}

function distance(a: Point | null, b: Point | null): number | null {
  return a && b ? Math.round(metresBetween(a, b)) : null;
}

/** Squares of 0.02°, wider than the farthest that a setting may call near (2 km) anywhere in China. */
const SQUARE = 0.02;

function squareOf({ lat, lng }: Point, north = 0, east = 0): string {
  return `${Math.floor(lat / SQUARE) + north} ${Math.floor(lng / SQUARE) + east}`;
}

/** Its own and the eight around it; to the east and west two, for up north they are narrower. */
function squaresAround(point: Point): string[] {
  return [-1, 0, 1].flatMap((north) => [-2, -1, 0, 1, 2].map((east) => squareOf(point, north, east)));
}
