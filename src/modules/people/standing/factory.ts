import { atPlace, done, mixed, type Live, type Place, type World } from '#kernel/testing/matrix';
import { memberAt, resolutionAt } from '../factory.ts';
import * as contract from '../moves/contract.ts';

const someone = async (world: World, at: Place) => ({ id: (await memberAt(world, at)).personId });

const retired = { as: 'retired', on: '2026-01-05' } as const;
const expelled = { as: 'expelled', on: '2026-02-01', reason: '违反章程' } as const;

/** A member of `at` who was warned in months without dues and union life, as a deemed resignation asks. */
async function warned(world: World, at: Place) {
  const { id } = await someone(world, at);
  const warning = { id, on: '2026-03-01', how: 'phone', note: `${at.mark}电话提醒` } as const;
  const warningId = (await done(at.chair, contract.warnMember, warning)).id;
  return { id, unpaidSince: '2026-01-01', absentSince: '2026-02-01', warningId };
}

export const standingLive: readonly Live[] = [
  atPlace(contract.retainMember, async (world, at) => ({
    input: { ...(await someone(world, at)), ...retired },
  })),
  atPlace(contract.restoreMember, async (world, at) => {
    const { id } = await someone(world, at);
    await done(at.chair, contract.retainMember, { id, ...retired });
    return { input: { id } };
  }),
  atPlace(contract.stayMember, async (world, at) => {
    const { id } = await someone(world, at);
    await world.t.pool.query(`update people.person set left_on = '2026-01-01' where id = $1`, [id]);
    return { input: { id, note: '人事漏报' } };
  }),
  atPlace(contract.endMembership, async (world, at) => ({
    input: { ...(await someone(world, at)), as: 'resigned' as const, on: '2026-02-01', reason: '本人申请' },
  })),
  mixed(contract.endMembership, async (world, at, own) => ({
    input: {
      ...(await someone(world, own)),
      ...expelled,
      resolutionId: await resolutionAt(at, '2026-01-12'),
    },
  })),
  atPlace(contract.warnMember, async (world, at) => ({
    input: { ...(await someone(world, at)), on: '2026-03-01', how: 'phone' as const, note: '电话提醒' },
  })),
  atPlace(contract.deemResigned, async (world, at) => ({
    input: { ...(await warned(world, at)), resolutionId: await resolutionAt(at, '2026-08-03') },
  })),
  mixed(contract.deemResigned, async (world, at, own) => ({
    input: { ...(await warned(world, own)), resolutionId: await resolutionAt(at, '2026-08-03') },
  })),
  mixed(contract.deemResigned, async (world, at, own) => ({
    input: { ...(await warned(world, at)), resolutionId: await resolutionAt(own, '2026-08-03') },
  })),
];
