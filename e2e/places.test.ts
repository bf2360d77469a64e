import { describe, expect, test } from 'vitest';
import { PATIENCE, setStage } from './stage.ts';
import { CHAIR, chooseOrg, goToPlace, search, signInAtDesk, STREET_UNION } from './steps.ts';

const stage = setStage();

type Page = Awaited<ReturnType<typeof stage.desk>>;

/** A place of the journey's own, made with the six fields of the dialog; afterwards one is on its page. */
async function create(page: Page, name: string, warned: RegExp | null = null): Promise<void> {
  await goToPlace(page, '站点与场所');
  await page.getByRole('button', { name: '新建地方' }).first().click();
  const dialog = page.getByRole('dialog', { name: '新建地方' });
  await dialog.getByLabel('名称').fill(name);
  await dialog.getByRole('combobox', { name: '类型' }).fill('暖心驿站');
  await page.getByTitle('暖心驿站', { exact: true }).click();
  await chooseOrg(page, dialog.getByRole('combobox', { name: '管理工会' }), STREET_UNION);
  await dialog.getByLabel('地址').fill('回龙观东大街 20 号');
  if (warned) await dialog.getByRole('link', { name: warned }).waitFor();
  await dialog.getByRole('button', { name: '建好' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

describe('an officer who looks after places', () => {
  test('puts one on record, and is told that it may be there already', async () => {
    const page = await stage.desk();
    await signInAtDesk(stage, page, CHAIR);
    await create(page, '麒麟家苑户外劳动者暖心驿站');
    await create(page, '麒麟家园驿站', /麒麟家苑户外劳动者暖心驿站/);
    await goToPlace(page, '站点与场所');
    await search(page, '麒麟', 2);
  });

  test('finds what nobody has confirmed, corrects where it is, and closes it until tomorrow', async () => {
    const page = await stage.desk();
    await signInAtDesk(stage, page, CHAIR);
    await create(page, '貔貅里驿站');
    await page.getByRole('button', { name: '标位置' }).click();
    const map = page.getByRole('dialog', { name: '位置：貔貅里驿站' });
    await map
      .getByLabel('粘贴地图链接或坐标')
      .fill('https://uri.amap.com/marker?position=116.330000,40.070000');
    await map.getByText('40.070000, 116.330000').waitFor();
    await map.getByRole('button', { name: '保存位置' }).click();
    await page.getByText('按 GCJ-02 采集').waitFor();

    await goToPlace(page, '站点与场所');
    await page
      .getByRole('navigation', { name: '各有多少' })
      .getByRole('link', { name: /久未确认/ })
      .click();
    await page.waitForURL('**trust=stale*');
    await search(page, '貔貅里', 1);
    await page.keyboard.press('Escape');
    await page.getByText('还没有人确认过').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '貔貅里驿站' }).waitFor();

    await page.getByRole('button', { name: '改位置' }).click();
    // The two numbers named the wrong way round, as they are copied from a table.
    await map.getByLabel('粘贴地图链接或坐标').fill('纬度 116.3345 经度 40.0721');
    await map.getByRole('button', { name: '对调' }).click();
    await map.getByText(/^移动了 \d+ 米$/).waitFor();
    await map.getByRole('button', { name: '图钉' }).press('ArrowUp');
    await map.getByRole('button', { name: '保存位置' }).click();
    await page.getByText('按 WGS-84 采集').waitFor();

    await page.getByRole('button', { name: '临时关闭' }).click();
    const close = page.getByRole('dialog', { name: '临时关闭：貔貅里驿站' });
    await close.getByRole('button', { name: '水管维修' }).click();
    await close.getByRole('button', { name: '明天 8:00' }).click();
    await close.getByRole('button', { name: '临时关闭' }).click();
    await page.getByText(/原因：水管维修 · 预计 .*08:00 恢复/).waitFor();
    const public_ = page.getByRole('link', { name: '公开页面' });
    await expect.poll(() => public_.getAttribute('href'), PATIENCE).toMatch(/\/p\/[2-9A-HJ-NP-Z]{6}$/);
  });

  test('closes several at a time, reads which could not be, and takes it back', async () => {
    const page = await stage.desk();
    await signInAtDesk(stage, page, CHAIR);
    for (const name of ['狻猊坊东站', '狻猊坊西站']) await create(page, name);
    await page.getByRole('button', { name: '暂停' }).click();
    const step = page.getByRole('dialog', { name: /暂停/ });
    await step.getByRole('button', { name: '装修' }).click();
    await step.getByRole('button', { name: '暂停' }).click();
    await page.getByText('原因：装修').first().waitFor();

    await goToPlace(page, '站点与场所');
    await search(page, '狻猊坊', 2);
    await page.getByRole('checkbox', { name: '选中列出的全部' }).check();
    await page.getByRole('button', { name: '临时关闭' }).click();
    await step
      .or(page.getByRole('dialog', { name: '临时关闭：2 个地方' }))
      .getByRole('button', { name: '停电' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: '临时关闭' }).click();
    await page.getByText('已改为“临时关闭” 1 个。').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: '狻猊坊西站' })
      .getByText('现在不能这样改状态')
      .waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('已恢复 1 个。').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 Excel' }).click();
    expect((await download).suggestedFilename()).toMatch(/^站点与场所-\d{4}-\d\d-\d\d\.xlsx$/);
  });

  test('goes from one place without coordinates to the next', async () => {
    const page = await stage.desk();
    await signInAtDesk(stage, page, CHAIR);
    for (const name of ['嘲风里一站', '嘲风里二站']) await create(page, name);
    await page.goto('/staff/places?unlocated=yes&q=嘲风里');
    await page.getByText('已列出 2 条，共 2 条').waitFor();
    await page.getByRole('button', { name: '挨个标位置' }).click();
    for (const [name, position] of [
      ['嘲风里一站', '116.3500,40.0900'],
      ['嘲风里二站', 'http://api.map.baidu.com/marker?location=40.0920,116.3520'],
    ] as const) {
      const map = page.getByRole('dialog', { name: `位置：${name}` });
      await map.getByLabel('粘贴地图链接或坐标').fill(position);
      await map.getByText('GCJ-02', { exact: true }).waitFor();
      await map.getByRole('button', { name: '保存，去下一个' }).click();
      await map.waitFor({ state: 'hidden' });
    }
    await page.getByText('没有符合的地方').waitFor();
  });
});
