import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { setStage } from './stage.ts';
import {
  CHAIR,
  choose,
  findTodo,
  goToPlace,
  OFFICER,
  search,
  signInAtDesk,
  signInByCode,
  STREET_UNION,
} from './steps.ts';

const stage = setStage();
const COURIER = { name: '林晓峰', phone: '13900001001', union: '昌平区快递行业工会联合会' };
/** Asked by the union of Huilongguan; her answer is awaited. */
const RIDER = { name: '宋雨桐', phone: '13900001003', union: '海淀区新就业形态劳动者工会联合会' };

test('a courier moves: his union asks, he agrees on the phone, the other union accepts', async () => {
  const [chair, officer, phone] = [await stage.desk(), await stage.desk(), await stage.phone()];
  await signInAtDesk(stage, chair, CHAIR);
  const record = await openRecord(chair, COURIER.name);
  await record.getByRole('button', { name: '转会', exact: true }).click();
  const ask = chair.getByRole('dialog', { name: `为${COURIER.name}办转会` });
  await ask.getByRole('button', { name: '发起转会' }).click();
  await ask.getByText('请选择工会').waitFor();
  await ask.getByRole('combobox', { name: '转到哪个工会' }).fill('回龙观街道');
  await chair.getByTitle(new RegExp(`^${STREET_UNION}（`)).click();
  await ask.getByLabel(/^说明/).fill('调到回龙观站');
  await ask.getByRole('button', { name: '发起转会' }).click();
  await chair.getByText('已发起转会，等本人同意').waitFor();
  await record.getByText('转会中').first().waitFor();

  await signInByCode(stage, phone, COURIER.phone);
  await phone.getByRole('heading', { name: '您的会籍要转到新的工会吗？' }).waitFor();
  await phone.getByText('工会的说明：调到回龙观站').waitFor();
  await phone.getByText(STREET_UNION).waitFor();
  // Until it is done the card is that of the old union.
  await phone.getByRole('heading', { name: COURIER.union }).waitFor();
  await phone.getByRole('button', { name: '同意', exact: true }).tap();
  await phone.getByRole('heading', { name: '您已同意转会' }).waitFor();
  await phone.getByText(/工会最晚 .+答复；到期没有答复，会籍自动转到新工会/).waitFor();

  await signInAtDesk(stage, officer, OFFICER);
  const asked = await findTodo(officer, '1 份转会等您答复');
  await asked.getByRole('button', { name: '去答复' }).click();
  await officer.getByRole('heading', { level: 1, name: '转会' }).waitFor();
  await officer.getByText('已列出 1 条，共 1 条').waitFor();
  await officer.getByRole('button', { name: COURIER.name, exact: true }).click();
  const transfer = officer.getByRole('dialog', { name: '转会', exact: true });
  await transfer.getByText(/（含当天）前没有答复将自动接转$/).waitFor();
  await transfer.getByRole('button', { name: '同意接转' }).click();
  const accept = officer.getByRole('dialog', { name: `同意${COURIER.name}转会` });
  await accept.getByText(`会籍今天就从“${COURIER.union}”转到“${STREET_UNION}”，中间不断`).waitFor();
  await accept.getByRole('button', { name: '同意接转' }).click();
  await transfer.getByText('已接转').first().waitFor();

  await phone.reload();
  await phone.getByText('在籍', { exact: true }).waitFor();
  await phone.getByRole('heading', { name: STREET_UNION }).waitFor();
  expect(await phone.getByText('您已同意转会').count()).toBe(0);
  const moved = await openRecord(officer, COURIER.name);
  await moved.getByRole('listitem').filter({ hasText: STREET_UNION }).getByText('在册').waitFor();
  await moved.getByRole('listitem').filter({ hasText: COURIER.union }).getByText('已转出').waitFor();
});

test('a rider declines, and stays where she was', async () => {
  const [phone, officer] = [await stage.phone(), await stage.desk()];
  await signInByCode(stage, phone, RIDER.phone);
  await phone.getByText('工会的说明：现在在回龙观送餐').waitFor();
  await phone.getByRole('button', { name: '不同意', exact: true }).tap();
  const sure = phone.getByRole('dialog', { name: '不同意转会？' });
  await sure.getByText(`会籍留在“${RIDER.union}”`).waitFor();
  await sure.getByRole('button', { name: '不同意', exact: true }).tap();
  await phone.getByRole('heading', { name: '您的会籍要转到新的工会吗？' }).waitFor({ state: 'hidden' });
  await phone.getByText('在籍', { exact: true }).waitFor();
  await phone.getByRole('heading', { name: RIDER.union }).waitFor();

  await signInAtDesk(stage, officer, OFFICER);
  await goToPlace(officer, '转会');
  await choose(officer, '进度', '全部');
  const row = officer.getByRole('row').filter({ hasText: RIDER.name });
  await row.getByText('本人不同意').waitFor();
  // Of another union she is out of the officer's reach: the transfer is all that is seen.
  await row.getByRole('button').click();
  const transfer = officer.getByRole('dialog', { name: '转会', exact: true });
  await transfer.getByText('新工会申请接收').waitFor();
  expect(await transfer.getByRole('link', { name: '看个人记录' }).count()).toBe(0);
});

test('who left work is settled from the list of what is to be done: the membership is kept', async () => {
  const page = await stage.desk();
  await signInAtDesk(stage, page, CHAIR);
  const todo = await findTodo(page, /^\d+ 名会员已离职，会籍待处理$/);
  const count = Number(/\d+/.exec((await todo.textContent())!)![0]);
  await todo.getByRole('button', { name: '去处理' }).click();
  await page.getByText(`已列出 ${count} 条，共 ${count} 条`).waitFor();
  const opener = page.getByRole('row').nth(1).getByRole('button');
  const name = (await opener.textContent())!;
  await opener.click();
  const record = page.getByRole('dialog', { name: '个人记录' });
  const left = record.getByRole('region', { name: /起不在花名册上，会籍还没有处理$/ });
  await left.getByRole('button', { name: '保留会籍' }).click();
  const retain = page.getByRole('dialog', { name: `保留${name}的会籍` });
  await retain.getByRole('button', { name: '保留会籍' }).click();
  await retain.getByText('请选一样').waitFor();
  await retain.getByRole('radio', { name: /^失业/ }).check();
  await retain.getByRole('button', { name: '保留会籍' }).click();
  await page.getByText('已保留会籍').waitFor();
  await record.getByText('保留会籍', { exact: true }).first().waitFor();
  await record.getByRole('button', { name: '恢复会籍' }).waitFor();
  await left.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByText(`已列出 ${count - 1} 条，共 ${count - 1} 条`).waitFor();
  await choose(page, '哪些人', '保留会籍');
  await search(page, name, 1);
});

/** The record of a member, by name. */
async function openRecord(page: Page, name: string): Promise<Locator> {
  if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
  await goToPlace(page, '会员');
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('button', { name, exact: true }).click();
  return page.getByRole('dialog', { name: '个人记录' });
}
