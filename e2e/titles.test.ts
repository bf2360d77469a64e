import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { setStage } from './stage.ts';
import { CHAIR, choose, goToPlace, OFFICER, signInAtDesk, STREET_UNION } from './steps.ts';

const stage = setStage();
const STATION = '白坊家圆户外劳动者暖心驿站';
const RULES = '“八有”户外劳动者服务站点';

/** The case that is open beside the page. */
const drawerOf = (page: Page): Locator => page.getByRole('dialog', { name: '称号', exact: true });

async function openStation(page: Page): Promise<void> {
  await page.goto(`/staff/places?q=${encodeURIComponent('白坊')}`);
  await page.getByText(STATION, { exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: STATION }).waitFor();
  await page.getByRole('tab', { name: '称号' }).click();
}

/** Presses the step in the drawer, and again in its dialog. */
async function take(page: Page, step: string, fill?: (dialog: Locator) => Promise<void>): Promise<void> {
  await drawerOf(page).getByRole('button', { name: step, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`^${step} · `) });
  await fill?.(dialog);
  await dialog.getByRole('button', { name: step, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test('a title from its rules over self-check, review and visit to the public notice', async () => {
  const [chair, officer, phone] = [await stage.desk(), await stage.desk(), await stage.phone()];
  await signInAtDesk(stage, chair, CHAIR);
  await goToPlace(chair, '称号');
  await chair.getByRole('link', { name: '称号标准' }).click();
  await chair.getByRole('heading', { level: 1, name: '称号标准' }).waitFor();
  const ready = chair.locator('.title-line').filter({ hasText: RULES });
  await ready.getByRole('button', { name: '取用' }).click();
  const write = chair.getByRole('dialog', { name: '新的称号标准' });
  await write.getByRole('button', { name: '保存' }).click();
  await chair.getByText('已保存', { exact: true }).waitFor();

  // The street, which looks after the station, applies.
  await signInAtDesk(stage, officer, OFFICER);
  await openStation(officer);
  const gap = officer.locator('.title-line').filter({ hasText: RULES });
  await gap.getByText(/^还差：材料：/).waitFor();
  await gap.getByRole('button', { name: '开始自查' }).click();
  const own = drawerOf(officer);
  for (const [criterion, note] of [
    ['管理制度', '制度上墙，值班有记录'],
    ['建设运营主体', '街道建，物业管'],
    ['宣传教育', '有宣传栏'],
  ] as const) {
    await own.locator('li').filter({ hasText: criterion }).getByRole('button', { name: '写说明' }).click();
    const dialog = officer.getByRole('dialog', { name: '写说明' });
    await dialog.getByLabel('怎么符合这一条').fill(note);
    await dialog.getByRole('button', { name: '写说明' }).click();
    await own.getByText(note).waitFor();
  }
  await take(officer, '提交申请');
  await own.getByText('待审核').first().waitFor();
  await own.getByText(STREET_UNION).waitFor();

  await openStation(chair);
  await chair.getByRole('button', { name: RULES }).click();
  await take(chair, '同意');
  await drawerOf(chair).getByText('上级审核中').first().waitFor();
  await take(chair, '同意');
  await drawerOf(chair).getByText('实地走访').first().waitFor();
  await take(chair, '约定走访日期', (dialog) => dialog.getByLabel('日期').fill(today()));
  await take(chair, '记录走访结果', async (dialog) => {
    for (const met of await dialog.getByRole('radio', { name: '符合', exact: true }).all()) await met.check();
    await dialog.getByLabel('现场情况').fill('设施齐全');
  });
  await take(chair, '开始公示');
  await drawerOf(chair)
    .getByText(/^公示到 .+，期满后才能授予$/)
    .waitFor();

  await phone.goto('/notice');
  await phone.locator('section').filter({ hasText: RULES }).getByRole('link', { name: STATION }).tap();
  await phone.getByText(`拟授予“${RULES}”`).waitFor();
  await phone.getByText('现场看过，符合').first().waitFor();
  await phone.getByRole('link', { name: /^打电话/ }).waitFor();
});

test('after its notice a title is awarded, with a plaque; another comes up to be looked at again', async () => {
  const page = await stage.desk();
  await signInAtDesk(stage, page, CHAIR);
  await page.goto('/staff/titles?queue=ready');
  await page.getByText('已列出 1 条，共 1 条').waitFor();
  await page.getByRole('row').nth(-1).getByRole('button').click();
  const drawer = drawerOf(page);
  await take(page, '授予称号', (dialog) =>
    dialog.getByLabel('公示期间收到的意见和处理（选填）').fill('没有收到意见'),
  );
  await drawer.getByText('已授予').first().waitFor();
  await drawer.getByText(/^〔\d{4}〕\d{3} 号$/).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    drawer.getByRole('button', { name: '打印证书' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/最美驿站\.pdf$/);
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  await page.keyboard.press('Escape');

  await choose(page, '进度', '60 天内要复查 · 1');
  await page.getByText('已列出 1 条，共 1 条').waitFor();
  await page.getByRole('row').nth(-1).getByRole('button').click();
  await drawer.getByText('该复查了').first().waitFor();
  await take(page, '复查合格');
  await drawer.getByText('已授予').first().waitFor();
});

/** The day where the unions are. */
function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
