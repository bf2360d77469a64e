import type { Insertable } from 'kysely';
import { newId } from '#kernel/ids';
import type { TestApp } from '#kernel/testing';
import { atPlace, done, ofOwn, openToAll, type Live, type Place, type World } from '#kernel/testing/matrix';
import type { Request } from '#kernel/contract';
import * as contract from './contract.ts';
import type { ConcernTable, VoiceTable } from './tables.ts';

/** Something said about the union at `at`, which waits for an answer. Returns its id. */
export async function newVoice(
  { t }: Pick<World, 't'>,
  at: Pick<Place, 'id' | 'mark'>,
  given: Partial<Request<typeof contract.makeVoice>> = {},
): Promise<string> {
  const said = {
    text: `${at.mark}的按钮太小`,
    page: '/join',
    orgId: at.id,
    contact: `${at.mark}@example.org`,
    ...given,
  };
  return (await done(t.guest(), contract.makeVoice, said)).id;
}

/** A voice put straight into the database, waiting since `t.app.now()` unless told otherwise. Returns its id. */
export async function plantVoice(
  t: TestApp,
  orgId: number,
  given: Partial<Insertable<VoiceTable>> = {},
): Promise<string> {
  const id = newId(t.app.now().getTime());
  const row = {
    id,
    org_id: orgId,
    kind: 'suggestion',
    text: '按钮太小',
    state: 'open',
    at: t.app.now(),
  } as const;
  await t.owner
    .insertInto('voices.voice')
    .values({ ...row, ...given })
    .execute();
  return given.id ?? id;
}

/** A concern of the union, put straight into the database, with nothing in it yet. Returns its id. */
export async function plantConcern(
  t: TestApp,
  orgId: number,
  given: Partial<Insertable<ConcernTable>> = {},
): Promise<string> {
  const id = newId(t.app.now().getTime());
  const row = {
    id,
    org_id: orgId,
    title: '按钮太小',
    state: 'open' as const,
    opened_by: 'test',
    opened_at: t.app.now(),
  };
  await t.owner
    .insertInto('voices.concern')
    .values({ ...row, ...given })
    .execute();
  return given.id ?? id;
}

export const voicesLive: readonly Live[] = [
  openToAll(
    contract.makeVoice,
    async (_world, at) => ({ input: { text: '按钮太小', page: '/join', orgId: at.id } }),
    'anybody may say something about any union',
  ),
  ofOwn(contract.listVoices, { state: 'all' }),
  ofOwn(contract.listVoices, { q: '按钮', order: 'oldest' }),
  ofOwn(contract.exportVoices, { state: 'all' }),
  ofOwn(contract.listVoiceTodos, {}),
  atPlace(contract.answerVoice, async (world, at) => ({
    input: { id: await newVoice(world, at), note: `${at.mark}已改大` },
  })),
  atPlace(contract.delayVoice, async (world, at) => ({
    input: { id: await newVoice(world, at), reason: `${at.mark}要等招标结束` },
  })),
  atPlace(contract.revealVoice, async (world, at) => ({
    input: { id: await newVoice(world, at), purpose: '电话回复' },
  })),
];
