import { atPlace, done, mixed, ofOwn, once, type Live, type Place, type World } from '#kernel/testing/matrix';
import { aMember } from '../factory.ts';
import { XLSX } from '../roster/contract.ts';
import * as contract from './contract.ts';

const { deleteForm, exportForm, getForm, listForms, mapForm, uploadForm } = contract;

const SHEET = '会员信息';
const mapping = {
  sheet: SHEET,
  headerRow: 1,
  firstRow: 2,
  columns: [{ index: 0, field: 'name' as const }],
};

let drawn: Promise<Buffer> | undefined;
let forms = 0;

async function draw(): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  book.addWorksheet(SHEET).addRow(['姓名']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function upload(at: Place) {
  drawn ??= draw();
  forms += 1;
  const input = { orgId: at.id, name: `${at.mark}采集表${forms}`, fileName: `${at.mark}.xlsx` };
  return { input, file: { bytes: await drawn, type: XLSX } };
}

async function newForm(at: Place): Promise<string> {
  const { input, file } = await upload(at);
  return (await done(at.chair, uploadForm, input, file)).id;
}

/** A form of `at` that is mapped. */
const readyForm = (at: Place) =>
  once(at, 'form', async () => {
    const id = await newForm(at);
    return (await done(at.chair, mapForm, { id, ...mapping })).id;
  });

export async function plantForm(_world: World, at: Place): Promise<void> {
  await newForm(at);
}

async function exported(world: World, form: Place, people: Place) {
  await aMember(world, people);
  return { input: { id: await readyForm(form), orgId: people.id, group: 'all' as const, purpose: '报市总' } };
}

const handedDown = {
  handedDown: true,
  why: 'a union’s form is there to be filled in by those below it',
} as const;

export const formsLive: readonly Live[] = [
  ofOwn(listForms, { limit: 200 }, handedDown),
  atPlace(getForm, async (_world, at) => ({ input: { id: await readyForm(at) } }), handedDown),
  atPlace(uploadForm, async (_world, at) => upload(at)),
  atPlace(mapForm, async (_world, at) => ({ input: { id: await readyForm(at), ...mapping } })),
  atPlace(deleteForm, async (_world, at) => ({ input: { id: await newForm(at) } })),
  atPlace(exportForm, async (world, at) => exported(world, at, at)),
  mixed(exportForm, (world, at, own) => exported(world, at, own), handedDown),
  mixed(exportForm, (world, at, own) => exported(world, own, at)),
];
