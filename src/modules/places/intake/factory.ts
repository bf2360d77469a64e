import { atPlace, done, ofOwn, type Ask, type Live, type Place } from '#kernel/testing/matrix';
import * as contract from './contract.ts';

/** A list as a street sends it, in .csv. */
export function aList(name: string): NonNullable<Ask['file']> {
  const lines = [
    '驿站名单,,,,,',
    '站点名称,详细地址,经度,纬度,开放时间,服务设施',
    `${name}一号驿站,西大街 1 号,116.3312,40.0712,8:00-20:00,热水、卫生间`,
    `${name}二号驿站,西大街 2 号,,,24小时,充电`,
  ];
  return { bytes: Buffer.from(`\uFEFF${lines.join('\n')}`), type: 'text/csv' };
}

const mapping = (id: string) => ({
  id,
  columns: (['name', 'address', 'lng', 'lat', 'hours', 'facilities'] as const).map((field, index) => ({
    index,
    field,
  })),
  datum: 'gcj02' as const,
  kind: 'warm_station',
});

/** An intake of two places at `at`, its columns known. */
async function mapped(at: Place): Promise<{ id: string }> {
  const { id } = await begun(at);
  await done(at.chair, contract.mapIntake, mapping(id));
  return { id };
}

function begun(at: Place): Promise<{ id: string }> {
  return done(
    at.chair,
    contract.uploadIntake,
    { orgId: at.id, name: `${at.mark}名单.csv` },
    aList(`${at.mark}街`),
  );
}

export const intakeLive: readonly Live[] = [
  atPlace(contract.uploadIntake, async (_world, at) => ({
    input: { orgId: at.id, name: '名单.csv' },
    file: aList(at.sign),
  })),
  ofOwn(contract.listIntakes, {}, { still: true }),
  atPlace(contract.getIntake, async (_world, at) => ({ input: await begun(at) })),
  atPlace(contract.mapIntake, async (_world, at) => ({ input: mapping((await begun(at)).id) })),
  atPlace(contract.listIntakeRows, async (_world, at) => ({ input: await mapped(at) })),
  atPlace(contract.skipIntakeRow, async (_world, at) => ({
    input: { ...(await mapped(at)), no: 3, skip: true },
  })),
  atPlace(contract.applyIntake, async (_world, at) => ({
    input: { ...(await mapped(at)), state: 'proposed' as const },
  })),
  atPlace(contract.undoIntake, async (_world, at) => {
    const intake = await mapped(at);
    await done(at.chair, contract.applyIntake, { ...intake, state: 'proposed' });
    return { input: intake };
  }),
  atPlace(contract.discardIntake, async (_world, at) => ({ input: await begun(at) })),
];
