import { nextIdNumber, nextPhone } from '#kernel/testing';
import {
  bySecret,
  done,
  ofPerson,
  openToAll,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import { applicationAt } from '../factory.ts';
import { returnApplications } from '../review/contract.ts';
import * as contract from './contract.ts';

const tracked = async (world: World, at: Place) => ({
  input: { token: (await applicationAt(world, at)).token },
});

/** The code that went to the phone of a fresh application. */
async function sent(world: World, at: Place) {
  const { token, phone } = await applicationAt(world, at);
  await done(world.t.guest(), contract.sendTrackCode, { token });
  const told = await world.t.messagesTo(phone);
  return { token, code: told.findLast(({ params }) => params['code'])!.params['code']! };
}

export const joinLive: readonly Live[] = [
  openToAll(
    contract.submitApplication,
    async (_world, at) => ({
      input: {
        name: '王小明',
        idNo: nextIdNumber(),
        phone: nextPhone(),
        occupation: 'courier' as const,
        consent: true as const,
        qrOrgId: at.primary,
      },
    }),
    'anybody may apply to any union',
  ),
  bySecret(contract.trackApplication, tracked),
  bySecret(contract.sendTrackCode, tracked),
  bySecret(contract.verifyTrackCode, async (world, at) => ({ input: await sent(world, at) })),
  bySecret(contract.releasePhone, async (world, at) => {
    const { token, code } = await sent(world, at);
    await done(world.t.guest(), contract.verifyTrackCode, { token, code });
    return { input: { token } };
  }),
  bySecret(contract.correctApplication, async (world, at) => {
    const { id, token } = await applicationAt(world, at);
    await done(at.chair, returnApplications, { ids: [id], reason: '姓名不符' });
    return { input: { token, name: '大满' } };
  }),
  bySecret(contract.withdrawApplication, tracked),
  ofPerson(contract.openMyApplication, async (world, at) => {
    const { id, phone } = await applicationAt(world, at);
    return { input: { id }, owner: await world.t.worker(phone) };
  }),
];
