import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { paper, smallTargets, typeSize } from './in-page.ts';
import { PATIENCE, setStage } from './stage.ts';
import { ALL_DAY, newStations } from './stations.ts';

const stage = setStage();
/** Two and a half hundred metres from the first station. */
const NEARBY = { latitude: 40.0732, longitude: 116.3331 };

/** A station of this journey alone; the demo may have others. */
let code: string;
beforeAll(async () => {
  [code = ''] = await newStations(stage.server, [
    {
      name: '旅程通宵驿站',
      address: '龙华园 12 号楼',
      directions: '北门保安室旁',
      position: { lat: 40.0712, lng: 116.3321, datum: 'wgs84' },
      facilities: ['water', 'toilet', 'parking'],
      hours: ALL_DAY,
    },
    {
      name: '旅程没登记驿站',
      position: { lat: 40.09, lng: 116.36, datum: 'wgs84' },
      facilities: ['toilet'],
      hours: null,
    },
  ]);
});

describe('a courier who looks for a station', () => {
  test('opens the list without an account, narrows it, opens a place, and copies it for a friend', async () => {
    const page = await stage.phone(CLIPBOARD);
    await page.goto('/near?q=旅程');
    await card(page, '旅程通宵驿站').getByText('现在开着').waitFor();
    await card(page, '旅程没登记驿站').getByText('时间不详').waitFor();
    await filter(page, '现在开着').tap();
    await card(page, '旅程没登记驿站').waitFor({ state: 'hidden' });
    await filter(page, '能停车').tap();
    expect(new URL(page.url()).search).toBe(`?open=yes&with=parking&q=${encodeURIComponent('旅程')}`);
    // The address alone says what was looked for.
    await page.reload();
    await page.getByRole('link', { name: '旅程通宵驿站' }).tap();
    await page.getByRole('heading', { level: 1, name: '旅程通宵驿站' }).waitFor();
    await page.getByText('北门保安室旁').waitFor();
    await page.getByRole('button', { name: '复制发微信' }).tap();
    await page.getByText('已复制，去微信粘贴就行。').waitFor();
    const text = await page.evaluate(clipboard);
    expect(text.split('\n')).toEqual([
      '【旅程通宵驿站】现在开着，24 小时开',
      '今天 24 小时',
      '地址：龙华园 12 号楼，北门保安室旁',
      '有：卫生间、热水、能停车',
      `${stage.server.url}/p/${code}`,
    ]);
  });

  test('says from the page of a place what it lacks: the place goes along, unless it is about something else', async () => {
    const page = await stage.phone();
    await page.goto(`/p/${code}`);
    await page.getByRole('heading', { level: 1, name: '旅程通宵驿站' }).waitFor();
    for (const here of [true, false]) {
      await page.getByRole('button', { name: '提意见' }).tap();
      const dialog = page.getByRole('dialog', { name: '提意见' });
      await dialog.getByLabel('想说什么').fill('想要一台微波炉');
      if (!here) await dialog.getByLabel('说的是这里：旅程通宵驿站').uncheck();
      const sent = page.waitForRequest('**/api/voices');
      await dialog.getByRole('button', { name: '送出' }).tap();
      const said = { text: '想要一台微波炉', page: `/p/${code}` };
      expect((await sent).postDataJSON()).toEqual(here ? { ...said, placeCode: code } : said);
      await page.getByRole('button', { name: '好', exact: true }).tap();
    }
  });

  test('scans the sign and gets the way in the map of the phone, in its coordinates', async () => {
    const page = await stage.phone();
    await page.goto(`/p/${code.toLowerCase()}#k=secret`);
    await page.getByText('现在开着').waitFor();
    await page.getByRole('button', { name: '去这里' }).tap();
    const sheet = page.getByRole('dialog', { name: '用哪个地图' });
    const amap = await sheet.getByRole('link', { name: '高德地图' }).getAttribute('href');
    expect(amap).toMatch(
      /^https:\/\/uri\.amap\.com\/marker\?position=116\.338\d+,40\.072\d+&.*coordinate=gaode/,
    );
    const geo = await sheet.getByRole('link', { name: '手机上的其他地图' }).getAttribute('href');
    expect(geo).toContain('geo:40.0712,116.3321');
    await sheet.getByRole('button', { name: '关闭' }).tap();
  });

  test('asks for the nearest, and the server learns no more than a square of a kilometre', async () => {
    const page = await stage.phone({ geolocation: NEARBY, permissions: ['geolocation'] });
    await page.goto('/near?q=旅程');
    await page.getByText('为什么要位置').waitFor();
    const asked = page.waitForRequest(/\/api\/public\/places\?.*lat=/);
    await page.getByRole('button', { name: '按离我远近排' }).tap();
    const { searchParams } = new URL((await asked).url());
    expect([searchParams.get('lat'), searchParams.get('lng')]).toEqual(['40.07', '116.33']);
    await card(page, '旅程通宵驿站')
      .getByText(/^直线 2\d0 米，步行约 [34] 分钟$/)
      .waitFor();
  });

  test('says no to the question for a position, and finds a station all the same', async () => {
    const page = await stage.phone({ permissions: [] });
    await page.goto('/near?q=旅程');
    await page.getByRole('button', { name: '按离我远近排' }).tap();
    await page.getByText('手机没有允许用位置').waitFor();
    await page.getByRole('searchbox').fill('旅程通宵');
    await page.getByRole('button', { name: '搜', exact: true }).tap();
    await card(page, '旅程没登记驿站').waitFor({ state: 'hidden' });
    await card(page, '旅程通宵驿站').waitFor();
  });

  test('finds nothing, and is told what to drop', async () => {
    const page = await stage.phone();
    await page.goto('/near?q=旅程没登记&open=yes');
    await page.getByRole('heading', { name: '这会儿没有开着的' }).waitFor();
    await page.getByText('时间不详的驿站不算开着。').waitFor();
    await page.getByRole('link', { name: '去掉“现在开着”' }).tap();
    await card(page, '旅程没登记驿站').waitFor();
  });

  test('opens the map on a tap; the same stations stay in the list', async () => {
    const page = await stage.phone();
    await page.goto('/near?q=旅程');
    await page.getByRole('link', { name: '看地图' }).tap();
    await page.getByText('没有配置底图，用手机地图打开看路。').waitFor();
    await page.getByRole('button', { name: '旅程通宵驿站: 现在开着，24 小时开' }).tap();
    await page.getByRole('link', { name: '看详情' }).tap();
    await page.getByRole('heading', { level: 1, name: '旅程通宵驿站' }).waitFor();
  });

  test('with weak eyes, at night, in English', async () => {
    const page = await stage.phone({ colorScheme: 'dark', locale: 'en-GB' });
    for (const path of ['/near', '/near?view=map', `/p/${code}`]) {
      await page.goto(path);
      await page.getByRole('button', { name: 'Large' }).waitFor();
      expect([path, await page.evaluate(smallTargets, 44)]).toEqual([path, []]);
      expect(await page.evaluate(paper)).toBe('rgb(21, 23, 26)');
    }
    await page.getByText('Open now').waitFor();
    await page.getByRole('button', { name: 'Large' }).tap();
    for (const path of ['/near', `/p/${code}`]) {
      await page.goto(path);
      await page.getByRole('button', { name: 'Large' }).waitFor();
      await expect.poll(() => page.evaluate(typeSize), PATIENCE).toBe(20);
      expect([path, await page.evaluate(smallTargets, 60)]).toEqual([path, []]);
    }
  });
});

const CLIPBOARD: BrowserContextOptions = { permissions: ['clipboard-read', 'clipboard-write'] };

declare const navigator: {
  readonly clipboard: { readText(): Promise<string> };
};
const clipboard = () => navigator.clipboard.readText();

function card(page: Page, name: string) {
  return page.getByRole('article').filter({ hasText: name });
}

function filter(page: Page, name: string) {
  return page.getByRole('navigation', { name: '只看' }).getByRole('link', { name });
}
