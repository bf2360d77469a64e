import { expect, test } from 'vitest';
import { setStage } from './stage.ts';
import { goToPlace, signInAtDesk } from './steps.ts';

const stage = setStage();
const WORKER = '13900001001';
const SECOND = '13900001002';
/** Keeps every place of the city. */
const KEEPER = '13900000005';

/** The sign code of the palace, as its own list would tell it. */
async function codeOfPalace(): Promise<string> {
  const url = `${stage.server.url}/api/public/places?role=venue&q=${encodeURIComponent('海淀工人文化宫')}`;
  const { items } = (await (await fetch(url)).json()) as { items: { code: string }[] };
  return items[0]!.code;
}

/** Chooses the hall, and a week from now an hour; returns the starts that are offered. */
async function lookAtHall(page: Awaited<ReturnType<typeof stage.phone>>, code: string): Promise<string[]> {
  await page.goto(`/book?place=${code}`);
  await page.getByRole('radio', { name: '多功能厅' }).check({ force: true });
  await page.getByRole('button', { name: '后几天' }).click();
  await page.locator('input[name=day]').nth(1).check({ force: true });
  await page.getByLabel('用多久').selectOption('60');
  await page.locator('input[name=at]').first().waitFor({ state: 'attached' });
  return page.locator('label:has(input[name=at])').allInnerTexts();
}

test('a worker books the hall, its keeper says yes, and the next one sees it taken and takes the next time', async () => {
  const code = await codeOfPalace();
  const phone = await stage.phone();
  const free = await lookAtHall(phone, code);
  // Looking asks for nothing; booking asks to sign in, and comes back to the same time.
  await phone.getByRole('radio', { name: free[0]!, exact: true }).check({ force: true });
  await phone.getByRole('link', { name: /登录后预约/ }).click();
  await phone.getByLabel('手机号').fill(WORKER);
  await phone.getByRole('button', { name: '获取验证码' }).click();
  await phone.getByLabel('验证码').fill(await stage.server.codeFor(WORKER));
  await phone.getByRole('button', { name: '登录', exact: true }).click();
  await phone.getByLabel('用来做什么').fill('快递员读书会');
  await phone.getByRole('button', { name: /^预约 / }).click();
  await phone.getByText('已经提交，等工作人员同意').waitFor();

  const desk = await stage.desk();
  await signInAtDesk(stage, desk, KEEPER);
  await goToPlace(desk, '房间预约');
  await desk
    .getByRole('row', { name: /快递员读书会/ })
    .getByRole('button')
    .click();
  await desk.getByRole('button', { name: /^同\s?意$/ }).click();
  await desk.getByText('已答复').waitFor();

  await phone.getByRole('link', { name: '看我的预约' }).click();
  const mine = phone.locator('section', { has: phone.getByRole('heading', { name: '我的预约' }) });
  await mine.getByText('约好了').waitFor();

  const other = await stage.phone();
  const left = await lookAtHall(other, code);
  expect(left).not.toContain(free[0]);
  expect(await other.getByText(/已经有人约了/).count()).toBe(1);
  expect(await other.getByText('快递员读书会').count()).toBe(0);
  await other.getByRole('radio', { name: left[0]!, exact: true }).check({ force: true });
  await other.getByRole('link', { name: /登录后预约/ }).click();
  await other.getByLabel('手机号').fill(SECOND);
  await other.getByRole('button', { name: '获取验证码' }).click();
  await other.getByLabel('验证码').fill(await stage.server.codeFor(SECOND));
  await other.getByRole('button', { name: '登录', exact: true }).click();
  await other.getByLabel('用来做什么').fill('下棋');
  await other.getByRole('button', { name: /^预约 / }).click();
  await other.getByText('已经提交，等工作人员同意').waitFor();
});
