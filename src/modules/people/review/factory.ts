import { atPlace, done, mixed, ofOwn, once, type Live, type Place, type World } from '#kernel/testing/matrix';
import { applicationAt, memberAt, resolutionAt } from '../factory.ts';
import { endMembership } from '../moves/contract.ts';
import * as contract from './contract.ts';

/** An answer for each of several: none of them was done. */
const nothing = { nothing: ({ done: count }: { done: number }) => count === 0 };

const waiting = (world: World, at: Place) => once(at, 'application', () => applicationAt(world, at));
const fresh = async (world: World, at: Place) => [(await applicationAt(world, at)).id];
/** An application that `from` has handed on to the union at `to`, and so no longer sees. */
async function offered(world: World, from: Place, to: Place): Promise<string> {
  const [id] = await fresh(world, from);
  await done(from.chair, contract.offerApplications, { ids: [id!], orgId: to.id });
  return id!;
}

/** Somebody who resigned at `from` applies at `to`, with a phone that stands on a member’s record there. */
async function returning(world: World, from: Place, to: Place): Promise<string[]> {
  const [{ personId, idNo }, { phone }] = [await memberAt(world, from), await memberAt(world, from)];
  const over = { id: personId, as: 'resigned', on: '2026-02-01', reason: '本人申请' } as const;
  await done(from.chair, endMembership, over);
  return [(await applicationAt(world, to, { idNo, phone })).id];
}

const decided = (at: Place) => once(at, 'resolution', () => resolutionAt(at));
const scan = { bytes: Buffer.from('%PDF-1.7'), type: 'application/pdf' };

/** A resolution of `at` with its scan. */
const scanned = (at: Place) =>
  once(at, 'scanned', async () => {
    const id = await resolutionAt(at);
    await done(at.chair, contract.attachToResolution, { id, name: `${at.mark}.pdf` }, scan);
    return id;
  });

export const reviewLive: readonly Live[] = [
  ofOwn(contract.listApplications, { state: 'all' }),
  ofOwn(contract.listApplications, { q: '小满' }),
  atPlace(contract.listApplications, async (_world, at) => ({ input: { orgId: at.id } })),
  atPlace(contract.getApplication, async (world, at) => ({ input: { id: (await waiting(world, at)).id } })),
  atPlace(contract.revealApplication, async (world, at) => ({
    input: { id: (await waiting(world, at)).id, purpose: '电话核对本人' },
  })),
  atPlace(
    contract.returnApplications,
    async (world, at) => ({ input: { ids: await fresh(world, at), reason: '姓名不符' } }),
    nothing,
  ),
  atPlace(
    contract.rejectApplications,
    async (world, at) => ({ input: { ids: await fresh(world, at), reason: '不属于本工会' } }),
    nothing,
  ),
  atPlace(
    contract.offerApplications,
    async (world, at) => ({ input: { ids: await fresh(world, at), orgId: world.foreign.id } }),
    nothing,
  ),
  mixed(
    contract.offerApplications,
    async (world, at, own) => ({
      input: { ids: await fresh(world, at), orgId: own === at ? world.foreign.id : own.id },
    }),
    nothing,
  ),
  atPlace(
    contract.bounceApplications,
    async (world, at) => ({
      input: { ids: [await offered(world, world.sibling, at)], reason: '不在本街道' },
    }),
    nothing,
  ),
  atPlace(contract.getApplication, async (world, at) => ({
    input: { id: await once(at, 'offered', () => offered(world, world.sibling, at)) },
  })),
  atPlace(contract.listResolutions, async (_world, at) => {
    await decided(at);
    return { input: { orgId: at.id } };
  }),
  atPlace(contract.createResolution, async (_world, at) => ({
    input: { orgId: at.id, number: `${at.mark}〔2026〕${(made += 1)} 号`, heldOn: '2026-01-12' },
  })),
  atPlace(contract.attachToResolution, async (_world, at) => ({
    input: { id: await decided(at), name: `${at.mark}.pdf` },
    file: scan,
  })),
  atPlace(contract.readAttachment, async (_world, at) => ({ input: { id: await scanned(at) } })),
  atPlace(
    contract.approveApplications,
    async (world, at) => ({ input: { id: await decided(at), ids: await fresh(world, at) } }),
    nothing,
  ),
  atPlace(
    contract.approveApplications,
    async (world, at) => ({
      input: {
        id: await once(at, 'later resolution', () => resolutionAt(at, '2026-03-01')),
        ids: await returning(world, world.foreign, at),
      },
    }),
    nothing,
  ),
  mixed(
    contract.approveApplications,
    async (world, at, own) => ({ input: { id: await decided(own), ids: await fresh(world, at) } }),
    nothing,
  ),
  mixed(
    contract.approveApplications,
    async (world, at, own) => ({ input: { id: await decided(at), ids: await fresh(world, own) } }),
    nothing,
  ),
];

let made = 0;
