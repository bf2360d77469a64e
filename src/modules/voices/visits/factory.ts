import { atPlace, done, ofOwn, once, type Live, type Place } from '#kernel/testing/matrix';
import type { Output } from '#kernel/contract';
import * as contract from './contract.ts';

/** The day of visits that are made for tests: links to them are open for as long as the tests live. */
export const VISIT_DAY = '2199-01-05';

/** A planned visit of the union at `at` to its primary union, or another, with a need written there. */
export async function newVisit(
  at: Place,
  unionId: number = at.primary,
): Promise<Output<typeof contract.getVisit>> {
  const visit = await done(at.chair, contract.planVisit, {
    orgId: at.id,
    title: `${at.mark}走访`,
    day: VISIT_DAY,
    ledBy: `${at.mark}副主席`,
    stops: [{ unionId }],
  });
  const [stop] = visit.stopList;
  return done(at.chair, contract.addNeed, {
    id: visit.id,
    stopId: stop!.id,
    text: `${at.mark}夜里没有地方歇脚`,
  });
}

/** {@link newVisit}, for the matrix to plant: to the union itself, for a need is read where it was heard. */
export async function plantVisit(_world: unknown, at: Place): Promise<void> {
  await newVisit(at, at.id);
}

const visited = (at: Place) => once(at, 'voices.visit', () => newVisit(at));

const stopAt = async (at: Place) => {
  const { id, stopList } = await newVisit(at);
  return { id, stopId: stopList[0]!.id };
};

/** A stop where nothing has been written. */
async function bareStop(at: Place) {
  const { id, stopList } = await done(at.chair, contract.planVisit, {
    orgId: at.id,
    title: `${at.mark}走访`,
    day: VISIT_DAY,
    stops: [{ unionId: at.primary }, { unionId: at.id }],
  });
  return { id, stops: stopList.map((stop) => stop.id) };
}

export const visitsLive: readonly Live[] = [
  atPlace(contract.planVisit, async (_world, at) => ({
    input: {
      orgId: at.id,
      title: `${at.mark}走访`,
      day: VISIT_DAY,
      stops: [{ unionId: at.primary }],
    },
  })),
  ofOwn(contract.listVisits, {}),
  ofOwn(contract.listVisits, { state: 'planned', q: '走访', order: 'oldest' }),
  ofOwn(contract.exportVisits, {}),
  atPlace(contract.getVisit, async (_world, at) => ({ input: { id: (await visited(at)).id } })),
  atPlace(contract.printItinerary, async (_world, at) => ({ input: { id: (await visited(at)).id } })),
  atPlace(contract.copyVisit, async (_world, at) => ({
    input: { id: (await visited(at)).id, day: VISIT_DAY },
  })),
  atPlace(contract.updateVisit, async (_world, at) => ({
    input: { id: (await newVisit(at)).id, title: `${at.mark}改名` },
  })),
  atPlace(contract.setVisitState, async (_world, at) => ({
    input: { id: (await newVisit(at)).id, state: 'cancelled' as const, reason: `${at.mark}大雪` },
  })),
  atPlace(contract.addStop, async (_world, at) => ({
    input: { id: (await newVisit(at)).id, stop: { unionId: at.id } },
  })),
  atPlace(contract.removeStop, async (_world, at) => {
    const { id, stops } = await bareStop(at);
    return { input: { id, stopId: stops[0]! } };
  }),
  atPlace(contract.orderStops, async (_world, at) => {
    const { id, stops } = await bareStop(at);
    return { input: { id, ids: stops.toReversed() } };
  }),
  atPlace(contract.setStopState, async (_world, at) => ({
    input: { ...(await stopAt(at)), state: 'done' as const },
  })),
  atPlace(contract.addNeed, async (_world, at) => ({
    input: { ...(await stopAt(at)), text: `${at.mark}要热水` },
  })),
  atPlace(contract.makeVisitLink, async (_world, at) => ({ input: { id: (await newVisit(at)).id } })),
  atPlace(contract.revokeVisitLink, async (_world, at) => {
    const { id } = await newVisit(at);
    const link = await done(at.chair, contract.makeVisitLink, { id });
    return { input: { id, linkId: link.id } };
  }),
];
