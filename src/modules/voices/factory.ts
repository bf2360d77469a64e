import { atPlace, done, ofOwn, openToAll, type Live, type Place, type World } from '#kernel/testing/matrix';
import { answerSuggestion, listSuggestions, listVoiceTodos, makeSuggestion } from './contract.ts';

/** A suggestion about the union at `at`, which waits for an answer. Returns its id. */
export async function newSuggestion(
  { t }: Pick<World, 't'>,
  at: Pick<Place, 'id' | 'mark'>,
): Promise<string> {
  const said = {
    text: `${at.mark}的按钮太小`,
    page: '/join',
    orgId: at.id,
    contact: `${at.mark}@example.org`,
  };
  return (await done(t.guest(), makeSuggestion, said)).id;
}

export const voicesLive: readonly Live[] = [
  openToAll(
    makeSuggestion,
    async (_world, at) => ({ input: { text: '按钮太小', page: '/join', orgId: at.id } }),
    'anybody may say something about any union',
  ),
  ofOwn(listSuggestions, { state: 'all' }),
  ofOwn(listSuggestions, { q: '按钮' }),
  ofOwn(listVoiceTodos, {}),
  atPlace(answerSuggestion, async (world, at) => ({
    input: { id: await newSuggestion(world, at), note: `${at.mark}已改大` },
  })),
];
