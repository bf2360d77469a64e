import { beforeAll, describe, expect, test } from 'vitest';
import { setStage } from './stage.ts';
import { ALL_DAY, newStations } from './stations.ts';
import { CHAIR, goToPlace, signInAtDesk } from './steps.ts';

const stage = setStage();
const LOCKED = '旅程打不开的驿站';
const DRY = '旅程没水的驿站';

let locked: string;
let dry: string;
beforeAll(async () => {
  const facilities = ['water', 'toilet', 'seats'];
  [locked = '', dry = ''] = await newStations(stage.server, [
    { name: LOCKED, facilities, hours: ALL_DAY },
    { name: DRY, facilities, hours: ALL_DAY },
  ]);
});

describe('a courier without an account', () => {
  test('reports a locked door with one tap, hears that it is mended, and says that it is', async () => {
    const page = await stage.phone();
    await page.goto(`/p/${locked}`);
    await page.getByRole('button', { name: '进不去' }).tap();
    await page.getByText('收到了', { exact: true }).waitFor();
    await page.getByRole('link', { name: '看进度' }).tap();
    await page.getByRole('heading', { name: '进不去' }).waitFor();
    await page.getByText('等照看的人处理。').waitFor();
    // The secret of the link is in the fragment, which goes to no server.
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/fault');

    const desk = await stage.desk();
    await signInAtDesk(stage, desk, CHAIR);
    await goToPlace(desk, '报修');
    const row = desk.getByRole('row', { name: LOCKED });
    await row.getByRole('link', { name: '进不去' }).click();
    await desk.getByRole('heading', { level: 1, name: LOCKED }).waitFor();
    await desk.getByRole('button', { name: '受理' }).click();
    await desk.getByText('已改成：已受理').waitFor();
    await page.reload();
    await page.getByText('有人在管了。').waitFor();
    await desk.getByRole('button', { name: '修好了' }).click();
    await desk.getByText('已改成：说修好了').first().waitFor();
    // Whoever mended it was there.
    await desk.getByText('近期核实过').waitFor();

    // Found again without the link: this phone remembers it.
    await page.goto('/me');
    await page.getByRole('link', { name: '好了吗' }).tap();
    await page.getByRole('button', { name: '好了', exact: true }).tap();
    await page.getByText('有人确认好了，办结。').waitFor();
    await desk.reload();
    await desk.getByText('办过的（1）').waitFor();
  });

  test('says what is broken, leaves a phone for one SMS, and that it does not work yet', async () => {
    const page = await stage.phone();
    await page.goto(`/p/${dry}`);
    await page.getByRole('button', { name: '坏了' }).tap();
    await page.getByRole('button', { name: '卫生间' }).tap();
    await page.getByText('再说两句').tap();
    await page.getByLabel('怎么回事').fill('门闩掉了');
    await page.getByLabel('手机号').fill('1391234');
    await page.getByRole('button', { name: '补充' }).tap();
    await page.getByText('手机号应是 11 位数字。').waitFor();
    await page.getByLabel('手机号').fill('139 1234 5678');
    await page.getByRole('button', { name: '补充' }).tap();
    await page.getByText('补上了。').waitFor();
    await page.getByRole('link', { name: '看进度' }).tap();
    await page.getByText('修好时发短信到 139****5678').waitFor();

    const desk = await stage.desk();
    await signInAtDesk(stage, desk, CHAIR);
    await goToPlace(desk, '报修');
    await desk.getByRole('row', { name: DRY }).getByText('门闩掉了').waitFor();
    await desk.getByRole('row', { name: DRY }).getByRole('link').click();
    await desk.getByRole('button', { name: '修好了' }).click();
    await desk.getByText('已改成：说修好了').waitFor();
    await page.reload();
    await page.getByRole('button', { name: '还是不行' }).tap();
    await page.getByLabel('还有什么问题（可以不填）').fill('还是关不上');
    await page.getByRole('button', { name: '送出，请重新修' }).tap();
    await page.getByText('有人说还是不行，重新处理。').waitFor();
    await desk.reload();
    await desk.getByText('还是关不上').waitFor();
  });

  test('used it, and one tap says so', async () => {
    const page = await stage.phone();
    await page.goto(`/p/${dry}`);
    await page.getByRole('button', { name: '我在这儿用上了' }).tap();
    await page.getByText(/^记下了。/).waitFor();
  });
});
