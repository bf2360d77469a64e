import { nextIdNumber, nextPhone } from '#kernel/testing';
import { atPlace, done, ofOwn, once, type Live, type Place, type World } from '#kernel/testing/matrix';
import { relateOrgs } from '#orgs/contract';
import { compareFile, newOrgBelow, reconcileCsv, rosterCsv } from '../../factory.ts';
import * as contract from '../contract.ts';

const ROWS = 40;

/** A roster of people at `at`; its last row cannot be used. */
function csv({ mark }: Place, rows = 1) {
  const people = Array.from({ length: rows }, (_none, nth) => {
    const name = `${mark}小${String.fromCodePoint(0x4e00 + nth)}`;
    return [name, nextIdNumber(), nextPhone(), '编外', '后勤'];
  });
  return rosterCsv([...people, [`${mark}无证`, '1', '', '', '']]);
}

/** An employer of its own for each import: one reconcile at a time for each organisation. */
const employer = (world: World, at: Place) => newOrgBelow(world, at, 'employer');
/** Somebody of their own as well: who uploads many files a minute is stopped. */
const someone = ({ t }: World, at: Place) => t.officer('chair', at.id);

async function begun(world: World, at: Place, orgId?: number): Promise<string> {
  const given = { orgId: orgId ?? (await employer(world, at)), name: `${at.mark}花名册.csv` };
  const file = { bytes: csv(at), type: 'text/csv' };
  return (await done(await someone(world, at), contract.uploadRoster, given, file)).id;
}

async function compared(world: World, at: Place): Promise<string> {
  return (await compareFile(world.t, await someone(world, at), await employer(world, at), csv(at))).id;
}

async function applied(world: World, at: Place, rows = 1, orgId?: number): Promise<string> {
  const to = orgId ?? (await employer(world, at));
  return (await reconcileCsv(world.t, await someone(world, at), to, csv(at, rows))).id;
}

/** Begun by the union that organises an employer whose record another looks after. */
async function organised(world: World, at: Place): Promise<string> {
  const orgId = await employer(world, world.sibling);
  await done(world.root.chair, relateOrgs, { id: at.id, kind: 'organises', toId: orgId });
  return begun(world, at, orgId);
}

const shared = {
  begun: (world: World, at: Place) => once(at, 'import begun', () => begun(world, at)),
  compared: (world: World, at: Place) => once(at, 'import compared', () => compared(world, at)),
  applied: (world: World, at: Place) => once(at, 'import applied', () => applied(world, at, ROWS)),
};

export async function plantImport(world: World, at: Place): Promise<void> {
  await applied(world, at, 1, await once(at, 'planted employer', () => employer(world, at)));
}

/** The row that was undone last: each is undone once. */
let undone = 1;

export const rosterLive: readonly Live[] = [
  ofOwn(contract.listRosters, { q: '公司' }),
  atPlace(contract.listRosters, async (_world, at) => ({ input: { orgId: at.id } })),
  atPlace(contract.uploadRoster, async (world, at) => ({
    input: { orgId: await employer(world, at), name: `${at.mark}花名册.csv` },
    file: { bytes: csv(at), type: 'text/csv' },
  })),
  atPlace(contract.listImports, async (_world, at) => ({ input: { orgId: at.employer } })),
  atPlace(contract.getImport, async (world, at) => ({ input: { id: await shared.compared(world, at) } })),
  atPlace(contract.getImport, async (world, at) => ({ input: { id: await shared.begun(world, at) } })),
  atPlace(
    contract.getImport,
    async (world, at) => ({ input: { id: await once(at, 'organised', () => organised(world, at)) } }),
    {
      with: ['sibling'],
      why: 'the union that organises the employer, and the one that looks after its record',
    },
  ),
  atPlace(contract.guessImport, async (world, at) => {
    const id = await shared.begun(world, at);
    return { input: { id, sheet: (await done(at.chair, contract.getImport, { id })).sheet } };
  }),
  atPlace(contract.mapImport, async (world, at) => {
    const id = await begun(world, at);
    const { sheet, headerRow, columns } = await done(at.chair, contract.getImport, { id });
    const read = columns.flatMap(({ index, field }) => (field ? [{ index, field }] : []));
    return { input: { id, sheet, headerRow, columns: read, mode: 'staff' as const } };
  }),
  atPlace(contract.remapImport, async (world, at) => ({ input: { id: await compared(world, at) } })),
  atPlace(contract.listImportRows, async (world, at) => ({
    input: { id: await shared.compared(world, at) },
  })),
  atPlace(contract.skipImportRows, async (world, at) => ({
    input: { id: await shared.compared(world, at), rows: [2], skip: true },
  })),
  atPlace(contract.confirmImport, async (world, at) => ({ input: { id: await compared(world, at) } })),
  atPlace(contract.discardImport, async (world, at) => ({ input: { id: await begun(world, at) } })),
  atPlace(
    contract.undoImportRows,
    async (world, at) => ({ input: { id: await shared.applied(world, at), rows: [(undone += 1)] } }),
    { nothing: (body) => body.undone === 0 },
  ),
  atPlace(contract.undoImport, async (world, at) => ({ input: { id: await applied(world, at) } })),
  atPlace(contract.downloadRefused, async (world, at) => ({
    input: { id: await shared.compared(world, at) },
  })),
];
