import { expect, test } from 'vitest';
import { setStage, PATIENCE } from './stage.ts';
import { CHAIR, goToPlace, signInAtDesk } from './steps.ts';

const stage = setStage();

/** As a district collects it: a title above the headings, a name missing, hours and coordinates as people write them. */
const LIST = [
  '昌平区户外劳动者驿站名单,,,,,,,',
  '站点名称,站点类型,所属街道,详细地址,经度,纬度,开放时间,服务设施',
  '白坊家圆劳动者驿站,暖心驿站,回龙观,白坊家圆社区服务中心,116.3515,40.0755,7:00-22:00,热水、厕所、微波炉',
  '马连店桥头驿站,户外劳动者服务站点,史各庄街道,马连店桥北侧,116.3061,40.0981,24小时,饮水、充电',
  '育知路东口值班室,,回龙观街道,育知路东口,,,"周一至周五8:30-17:30，周末休息",热水、投影仪',
  ',,霍营,无名地点,,,,',
  '北清路口岗亭,移动驿站,史各庄,北清路口西北角,40.0941,116.2991,看情况,桌椅',
].join('\n');

test('an officer takes in a list of stations, leaves out what is on record, and takes it back', async () => {
  const page = await stage.desk();
  await signInAtDesk(stage, page, CHAIR);
  await goToPlace(page, '站点与场所');
  await page.goto('/staff/places/intake');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '驿站名单.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
  await page.getByRole('button', { name: '上传，去对列' }).click();
  await page.getByRole('heading', { name: '各列是什么' }).waitFor();
  await page.getByRole('button', { name: '看看会写入什么' }).click();
  await page.getByText('请选择坐标是哪一种').waitFor();
  await stage.faults('422 PUT /api/places/intakes/' + page.url().split('/').at(-1) + '/mapping');
  await page.getByRole('radio', { name: /^GCJ-02/ }).check();
  await page.getByRole('button', { name: '看看会写入什么' }).click();

  await page.getByRole('heading', { name: '5 行里会写入 3 个地方' }).waitFor();
  expect(await page.getByRole('checkbox', { name: '写入白坊家圆劳动者驿站' }).isChecked()).toBe(false);
  await page.getByRole('link', { name: /可能就是：白坊家圆/ }).waitFor();
  await page.getByText('开放时间看不懂，先按不详').waitFor();
  await page.getByText('经纬度像是填反了，已换过来').waitFor();
  await page.getByRole('button', { name: '写入 3 个地方' }).click();

  await page.getByRole('heading', { name: '已写入 3 个地方' }).waitFor();
  await page.getByRole('link', { name: '去标 1 个地方的位置' }).waitFor();
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click();
  await expect.poll(() => page.getByText('已撤下 3 个地方').isVisible(), PATIENCE).toBe(true);
});
