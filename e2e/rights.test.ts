import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { setStage } from './stage.ts';
import { CHAIR, goToPlace, signInAtDesk, signInByCode } from './steps.ts';

const stage = setStage();
const COURIER = { name: '林晓峰', phone: '13900001001' };

/** Opens a part of the page that is folded. */
const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).click();

/** A fresh code in the part of the page that is open, and what it is for. */
async function prove(page: Page, part: string, verb: string): Promise<void> {
  const within = page.locator('details', { hasText: part }).last();
  await within.getByRole('button', { name: '获取验证码' }).click();
  await within.getByLabel('验证码').fill(await stage.server.codeFor(COURIER.phone));
  await within.getByRole('button', { name: verb }).click();
}

test('a courier sees who looked, takes the data away, corrects, withdraws, is refused once, and has all deleted', async () => {
  const page = await stage.phone();
  await signInByCode(stage, page, COURIER.phone);
  await page.getByRole('link', { name: '我的信息与权利' }).click();
  await page.getByText('看了完整号码').waitFor();
  await page.getByText(/主席.*用途：办理会员卡/).waitFor();
  expect(await page.getByText('赵敏华').count()).toBe(0);

  await unfold(page, '您是谁');
  await page.getByText(COURIER.name, { exact: true }).waitFor();
  await page.getByText('依据：您同意的').first().waitFor();

  // A copy: masked at one press, whole after a code.
  const masked = page.waitForEvent('download');
  await page.getByRole('button', { name: '给程序用的（JSON）' }).click();
  const first = JSON.parse(readFileSync(await (await masked).path(), 'utf8')) as { whole: boolean };
  expect(first.whole).toBe(false);
  await unfold(page, '要完整号码');
  await page.getByRole('radio', { name: 'JSON' }).check();
  const coming = page.waitForEvent('download');
  await prove(page, '要完整号码', '验证并下载 JSON');
  const whole = JSON.parse(readFileSync(await (await coming).path(), 'utf8')) as {
    person: { name: string; phone: string };
  };
  expect(whole.person).toMatchObject(COURIER);

  await unfold(page, '做什么、在哪里工作');
  await page.getByLabel('做什么工作').selectOption('truck_driver');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存').waitFor();

  await page.getByRole('button', { name: '不要消息短信' }).click();
  await page.getByRole('button', { name: '愿意收消息短信' }).waitFor();

  await unfold(page, '姓名或证件号码有误');
  await page.getByLabel('正确的姓名').fill('林小峰');
  await prove(page, '姓名或证件号码有误', '提交');
  await page.getByText(/已经提交，.*前答复/).waitFor();

  const desk = await stage.desk();
  await signInAtDesk(stage, desk, CHAIR);
  await goToPlace(desk, '本人请求');
  await desk.getByRole('button', { name: COURIER.name }).click();
  await desk.getByText('林小峰').waitFor();
  await desk.getByRole('button', { name: '不能办', exact: true }).click();
  const reason = '证件与所填不一致，请带证件到工会核对';
  await desk
    .getByRole('dialog', { name: /不能办/ })
    .getByRole('button', { name: reason })
    .click();
  await desk
    .getByRole('dialog', { name: /不能办/ })
    .getByRole('button', { name: '不能办' })
    .click();
  await desk.getByText('已记下原因').waitFor();

  await page.reload();
  await page.getByText(`工会说：${reason}`).waitFor();
  await page.getByText(/打 12351 投诉/).waitFor();
  await unfold(page, '退会并删除我的信息');
  await page.getByText('操作日志：至少六个月').waitFor();
  await prove(page, '退会并删除我的信息', '验证并提交');
  await page.getByText('退会并删除', { exact: true }).waitFor();

  await desk.goto('/staff/rights');
  await desk.getByRole('button', { name: COURIER.name }).click();
  await desk.getByRole('button', { name: '退会并删除' }).click();
  await desk
    .getByRole('dialog', { name: /的请求/ })
    .getByRole('button', { name: '退会并删除' })
    .click();
  await desk.getByText('已办好').first().waitFor();
  // The account goes with the record, and with it the session.
  await expect
    .poll(async () => {
      const answer = await page.request.get('/api/my/rights');
      return answer.status();
    })
    .toBe(401);
  await page.reload();
  await page.getByText('用手机号登录后').waitFor();
});
