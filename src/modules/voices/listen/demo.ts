import { randomUUID } from 'node:crypto';
import type { TxCtx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { unionAround, type DemoOrgs, type Rng } from '#orgs';
import { BUCKETS, monthsOf, quartersOf } from './rules.ts';

const ANSWERS = 720;
/** The streets of Huilongguan and Tiantongyuan: 东小口, 天通苑北, 天通苑南, 霍营, 回龙观, 龙泽园, 史各庄. */
const STREETS = [
  '110114007',
  '110114008',
  '110114009',
  '110114010',
  '110114011',
  '110114012',
  '110114013',
] as const;

/** Who answers how: shares in the order of the buckets. Couriers work long days, riders long stretches. */
interface Kind {
  readonly job: string;
  readonly share: number;
  readonly platforms: Readonly<Record<string, number>>;
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly stretch: readonly number[];
  readonly rest: readonly number[];
}

const KINDS: readonly Kind[] = [
  {
    job: 'courier',
    share: 46,
    platforms: { express: 88, instant: 8, several: 4 },
    hours: [1, 5, 24, 45, 25],
    days: [2, 6, 18, 52, 22],
    stretch: [6, 30, 40, 18, 6],
    rest: [26, 12, 2, 26, 28, 6],
  },
  {
    job: 'delivery_rider',
    share: 38,
    platforms: { delivery: 70, several: 22, instant: 8 },
    hours: [6, 10, 30, 36, 18],
    days: [8, 10, 20, 40, 22],
    stretch: [10, 34, 36, 15, 5],
    rest: [22, 18, 2, 38, 10, 10],
  },
  {
    job: 'ride_hailing_driver',
    share: 9,
    platforms: { ride: 90, several: 10 },
    hours: [2, 8, 30, 40, 20],
    days: [4, 8, 28, 40, 20],
    stretch: [20, 45, 25, 8, 2],
    rest: [6, 4, 8, 12, 66, 4],
  },
  {
    job: 'sanitation',
    share: 7,
    platforms: { none: 100 },
    hours: [0, 50, 40, 10, 0],
    days: [0, 10, 30, 55, 5],
    stretch: [30, 50, 18, 2, 0],
    rest: [40, 8, 10, 34, 2, 6],
  },
];

/** What people in the streets of Huilongguan and Tiantongyuan tapped over the last two quarters, the later one more. */
export async function demoInterviews(ctx: TxCtx, rng: Rng, orgs: DemoOrgs): Promise<void> {
  const unions = new Map<string, number>();
  for (const street of STREETS) {
    unions.set(street, (await unionAround(ctx, street))?.id ?? orgs.changping);
  }
  const [last, before] = quartersOf(civilDate(ctx.now)).map(monthsOf);
  const months = [...last!, ...before!];
  const rows = Array.from({ length: ANSWERS }, () => {
    const kind = drawn(
      KINDS,
      KINDS.map(({ share }) => share),
      rng,
    );
    const street = drawn(STREETS, [9, 16, 15, 14, 22, 13, 11], rng);
    return {
      id: randomUUID(),
      org_id: unions.get(street)!,
      area_code: street,
      month: drawn(
        months,
        months.map((month) => (last!.includes(month) ? 2 : 1)),
        rng,
      ),
      job: kind.job,
      platform: drawn(Object.keys(kind.platforms), Object.values(kind.platforms), rng),
      hours_a_day: drawn(BUCKETS.hours, kind.hours, rng),
      days_a_month: drawn(BUCKETS.days, kind.days, rng),
      longest_stretch: drawn(BUCKETS.stretch, kind.stretch, rng),
      rest_place: drawn(BUCKETS.rest, kind.rest, rng),
    };
  });
  await ctx.db.insertInto('voices.interview').values(rows).execute();
  await ctx.audit({ action: 'voices.demo', orgId: orgs.root, detail: { interviews: rows.length } });
}

function drawn<T>(things: readonly T[], shares: readonly number[], rng: Rng): T {
  let left = rng() * shares.reduce((sum, share) => sum + share, 0);
  return things.find((_, at) => (left -= shares[at]!) < 0) ?? things.at(-1)!;
}
