import {
  atPlace,
  done,
  mixed,
  ofOwn,
  ofPerson,
  once,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import { newOrgBelow, memberAt } from '../factory.ts';
import * as contract from './contract.ts';

/** A member of `from` whom its union asks to move to that of `to`. */
async function started(world: World, from: Place, to: Pick<Place, 'id'>) {
  const { personId, phone } = await memberAt(world, from);
  const asked = { personId, toOrgId: to.id, note: `${from.mark}调动` };
  return { phone, id: (await done(from.chair, contract.startTransfer, asked)).id };
}

/** The same, and the member has agreed: the other union answers. */
async function confirmed(world: World, from: Place, to: Pick<Place, 'id'>): Promise<{ id: string }> {
  const { id } = await started(world, from, to);
  await done(from.chair, contract.recordConsent, { id, note: '本人到场' });
  return { id };
}

/** What the union at `to` needs to ask for a member of `from`. */
async function claim(world: World, from: Place, to: Place) {
  const { name, idNo } = await memberAt(world, from);
  return { toOrgId: to.id, name, idNo };
}

/** One that waits for an answer and one that moved by itself, both to a union below, so that nobody else takes part. */
export async function plantTransfer(world: World, at: Place): Promise<void> {
  const to = { id: await once(at, 'moved to', () => newOrgBelow(world, at)) };
  await confirmed(world, at, to);
  const { id } = await confirmed(world, at, to);
  await done(at.chair, contract.acceptTransfer, { id });
  await world.t.pool.query('update people.transfer set by_itself = true where id = $1', [id]);
}

const reason = '仍在本单位工作';
const eitherSide = {
  netHas: ['sibling', 'foreign'],
  why: 'a row of both unions: which of them asks and which answers is for the application to tell',
} as const;
const bothSides = { with: ['sibling'], why: 'both unions see the transfer' } as const;

export const movesLive: readonly Live[] = [
  atPlace(contract.startTransfer, async (world, at) => ({
    input: { personId: (await memberAt(world, at)).personId, toOrgId: world.foreign.id },
  })),
  mixed(contract.startTransfer, async (world, at, own) => ({
    input: {
      personId: (await memberAt(world, at)).personId,
      toOrgId: own === at ? world.foreign.id : own.id,
    },
  })),
  atPlace(contract.claimTransfer, async (world, at) => ({ input: await claim(world, world.sibling, at) })),
  ofOwn(contract.listTransfers, { state: 'all' }),
  ofOwn(contract.listTransfers, { state: 'mine' }),
  atPlace(contract.listTransfers, async (_world, at) => ({ input: { orgId: at.id } }), eitherSide),
  atPlace(
    contract.getTransfer,
    async (world, at) => ({
      input: { id: (await once(at, 'asked for', () => started(world, world.sibling, at))).id },
    }),
    bothSides,
  ),
  atPlace(contract.getTransfer, async (world, at) => ({
    input: { id: (await once(at, 'given', () => started(world, at, world.root))).id },
  })),
  atPlace(
    contract.recordConsent,
    async (world, at) => ({
      input: { id: (await started(world, at, world.sibling)).id, note: '本人到场' },
    }),
    eitherSide,
  ),
  atPlace(
    contract.acceptTransfer,
    async (world, at) => ({
      input: await confirmed(world, world.sibling, at),
    }),
    eitherSide,
  ),
  atPlace(
    contract.acceptTransfer,
    async (world, at) => ({
      input: await done(world.foreign.chair, contract.claimTransfer, await claim(world, at, world.foreign)),
    }),
    eitherSide,
  ),
  atPlace(
    contract.refuseTransfer,
    async (world, at) => ({
      input: { ...(await confirmed(world, world.sibling, at)), reason },
    }),
    eitherSide,
  ),
  atPlace(
    contract.withdrawTransfer,
    async (world, at) => ({
      input: { ...(await confirmed(world, at, world.sibling)), reason },
    }),
    eitherSide,
  ),
  atPlace(
    contract.withdrawTransfer,
    async (world, at) => ({
      input: {
        ...(await done(at.chair, contract.claimTransfer, await claim(world, world.foreign, at))),
        reason,
      },
    }),
    eitherSide,
  ),
  ofPerson(contract.answerMyTransfer, async (world, at) => {
    const { id, phone } = await started(world, at, world.foreign);
    return { input: { id, agree: true }, owner: await world.t.worker(phone) };
  }),
];
