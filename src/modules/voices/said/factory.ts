import { bySecret, done, type Live, type Place, type World } from '#kernel/testing/matrix';
import { makeVoice } from '../contract.ts';
import * as contract from './contract.ts';

/** The token of something said about the union at `at`. */
async function said({ t }: World, at: Place): Promise<string> {
  return (await done(t.guest(), makeVoice, { text: `${at.mark}太小`, page: '/', orgId: at.id })).token;
}

export const saidLive: readonly Live[] = [
  bySecret(contract.viewSaid, async (world, at) => ({ input: { token: await said(world, at) } })),
  bySecret(contract.addSaid, async (world, at) => ({
    input: { token: await said(world, at), text: `${at.mark}还是太小` },
  })),
  bySecret(contract.forgetSaid, async (world, at) => ({ input: { token: await said(world, at) } })),
];
