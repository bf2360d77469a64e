import { newId } from '#kernel/ids';
import { atPlace, done, ofOwn, type Ask, type Live, type Place } from '#kernel/testing/matrix';
import * as contract from './contract.ts';

/** A list of two cases as the hotline sends it, in .csv; one of them is finished. Numbers of cases are its own. */
export function aList(mark: string): NonNullable<Ask['file']> {
  const no = newId().slice(-8);
  const lines = [
    '工单编号,来电时间,诉求人,诉求内容,办理状态,答复内容',
    `甲${no}一,2026-01-05,某某,${mark}三个月没发工资,办理中,`,
    `甲${no}二,2026-01-06,某某,${mark}夜里没有热水,已办结,已补上`,
    `,2026-01-06,某某,${mark}没有编号,,`,
  ];
  return { bytes: Buffer.from(`\uFEFF${lines.join('\n')}`), type: 'text/csv' };
}

const mapping = (id: string) => ({
  id,
  columns: (
    [
      [0, 'caseNo'],
      [1, 'date'],
      [3, 'text'],
      [4, 'status'],
      [5, 'answer'],
    ] as const
  ).map(([index, field]) => ({ index, field })),
});

async function begun(at: Place): Promise<{ id: string }> {
  const input = { orgId: at.id, name: `${at.mark}名单.csv` };
  return done(at.chair, contract.uploadHotline, input, aList(at.mark));
}

async function mapped(at: Place): Promise<{ id: string }> {
  const { id } = await begun(at);
  await done(at.chair, contract.mapHotline, mapping(id));
  return { id };
}

export const hotlineLive: readonly Live[] = [
  atPlace(contract.uploadHotline, async (_world, at) => ({
    input: { orgId: at.id, name: '名单.csv' },
    file: aList(at.mark),
  })),
  ofOwn(contract.listHotline, {}, { still: true }),
  atPlace(contract.getHotline, async (_world, at) => ({ input: await begun(at) })),
  atPlace(contract.mapHotline, async (_world, at) => ({ input: mapping((await begun(at)).id) })),
  atPlace(contract.listHotlineRows, async (_world, at) => ({ input: await mapped(at) })),
  atPlace(contract.skipHotlineRow, async (_world, at) => ({
    input: { ...(await mapped(at)), no: 2, skip: true },
  })),
  atPlace(contract.applyHotline, async (_world, at) => ({ input: await mapped(at) })),
  atPlace(contract.exportLeftOut, async (_world, at) => ({ input: await mapped(at) })),
  atPlace(contract.undoHotline, async (_world, at) => {
    const list = await mapped(at);
    await done(at.chair, contract.applyHotline, list);
    return { input: list };
  }),
  atPlace(contract.discardHotline, async (_world, at) => ({ input: await begun(at) })),
];
