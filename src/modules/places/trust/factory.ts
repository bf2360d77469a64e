import { inTx } from '#kernel/ctx';
import {
  atPlace,
  bySecret,
  done,
  ofOwn,
  ofPerson,
  once,
  openToAll,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import { nextPhone, type TestApp } from '#kernel/testing';
import { aPlace, newPlace } from '../factory.ts';
import { newSignKey } from './actions.ts';
import * as contract from './contract.ts';
import * as faults from './faults/contract.ts';

/** Open day and night, so that what visitors say is news at any hour. */
export const ALWAYS_OPEN = { week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]) };

/** What the sign of a place has in its QR, as it is printed. */
export function aSignKey(t: TestApp, place: { id: string; orgId: number }): Promise<string> {
  return inTx(t.ctx(), (tx) => newSignKey(tx, { id: place.id, org_id: place.orgId }));
}

/** A fault at a place of its own of the union at `at`, reported by nobody in particular, in words that bear its mark. */
export async function aFault({ t }: Pick<World, 't'>, at: Place) {
  const place = await newPlace(at.chair, at.id, { name: `${at.sign}报修站`, hours: ALWAYS_OPEN });
  const report = { code: place.code, kind: 'broken' as const, facility: 'water', note: `${at.mark}漏水` };
  const { token } = await done(t.guest(), faults.reportFault, report);
  const trust = await done(at.chair, contract.getPlaceTrust, { id: place.id });
  const { id } = trust.faults[0]!;
  return { id, token: token!, place };
}

async function fixedFault(world: World, at: Place) {
  const fault = await aFault(world, at);
  await done(at.chair, faults.stepFault, { id: fault.id, to: 'fixed' });
  return fault;
}

/** A report that somebody made while signed in. */
async function ownFault({ t }: World, at: Place) {
  const owner = await t.worker(nextPhone());
  const place = await newPlace(at.chair, at.id, { hours: ALWAYS_OPEN });
  const note = `${at.mark}灯不亮`;
  await done(owner, faults.reportFault, { code: place.code, kind: 'other', note });
  const { items } = await done(owner, faults.listMyFaults, {});
  return { owner, id: items[0]!.id };
}

export const trustLive: readonly Live[] = [
  openToAll(
    contract.sayOpen,
    async (world, at) => ({ input: { code: (await aPlace(world, at)).code } }),
    'whoever stands there may say that it is open',
  ),
  atPlace(contract.getPlaceTrust, async (world, at) => ({
    input: { id: (await once(at, 'fault', () => aFault(world, at))).place.id },
  })),
  atPlace(contract.checkPlace, async (world, at) => ({
    input: { id: (await aPlace(world, at)).id, what: 'open' as const },
  })),
  openToAll(
    faults.reportFault,
    async (world, at) => ({ input: { code: (await aPlace(world, at)).code, kind: 'no_water' as const } }),
    'whoever stands there may report what is wrong',
  ),
  bySecret(faults.trackFault, async (world, at) => ({
    input: { token: (await once(at, 'fault', () => aFault(world, at))).token },
  })),
  bySecret(faults.addToReport, async (world, at) => ({
    input: { token: (await aFault(world, at)).token, note: '门禁要下载软件' },
  })),
  bySecret(faults.answerFixed, async (world, at) => ({
    input: { token: (await fixedFault(world, at)).token, works: true },
  })),
  ofPerson(faults.listMyFaults, async (world, at) => {
    const { owner } = await once(at, 'own fault', () => ownFault(world, at));
    return { input: {}, owner };
  }),
  ofPerson(faults.openMyFault, async (world, at) => {
    const { owner, id } = await once(at, 'own fault', () => ownFault(world, at));
    return { input: { id }, owner };
  }),
  ofOwn(faults.listFaults, { state: 'all' }),
  ofOwn(faults.listFaults, { kind: 'broken' }),
  atPlace(faults.stepFault, async (world, at) => ({
    input: { id: (await aFault(world, at)).id, to: 'acked' as const },
  })),
  atPlace(faults.ackFaults, async (world, at) => ({ input: { ids: [(await aFault(world, at)).id] } }), {
    nothing: ({ acked }) => acked === 0,
  }),
];

/** A fault for the matrix, at a place that is public no more: the net hides no public place. */
export async function plantFault(world: Pick<World, 't'>, at: Place): Promise<void> {
  const { place } = await aFault(world, at);
  await world.t.pool.query("update places.place set state = 'proposed' where id = $1", [place.id]);
}
