import { atPlace, done, ofOwn, ofPerson, sharedByAll, type Live } from '#kernel/testing/matrix';
import { aMember } from '../factory.ts';
import * as contract from './contract.ts';

const { deleteView, exportPeople, listPeople, listViews, lookupPerson, saveView } = contract;

const exported = { columns: ['name', 'org', 'phone'], group: 'all', purpose: '年度核对' } as const;
const columns = [...exported.columns];

export const findLive: readonly Live[] = [
  ofOwn(listPeople, { group: 'all' }),
  ofOwn(listPeople, { q: '小满', sort: 'joined' }),
  atPlace(listPeople, async (_world, at) => ({ input: { orgId: at.id } })),
  atPlace(lookupPerson, async (world, at) => ({ input: { number: (await aMember(world, at)).phone } }), {
    nothing: ({ id }) => id === null,
  }),
  atPlace(lookupPerson, async (world, at) => ({ input: { number: (await aMember(world, at)).idNo } }), {
    nothing: ({ id }) => id === null,
  }),
  ofOwn(exportPeople, { ...exported, columns }),
  atPlace(exportPeople, async (_world, at) => ({ input: { ...exported, columns, orgId: at.id } })),
  ofOwn(listViews, {}, { still: true, why: 'views of the account that asks' }),
  sharedByAll(
    saveView,
    async () => ({ input: { name: '骑手', query: 'occupation=courier' } }),
    'kept for the account that asks',
  ),
  ofPerson(deleteView, async (_world, at) => {
    const { id } = await done(at.chair, saveView, { name: `${at.mark}视图`, query: '' });
    return { input: { id }, owner: at.chair };
  }),
];
