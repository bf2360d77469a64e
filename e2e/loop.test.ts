import { expect, test } from 'vitest';
import { newPerson } from './people.ts';
import { setStage } from './stage.ts';
import { fillForm, goToPlace, OFFICER, search, signInAtDesk, signInByCode, STREET_UNION } from './steps.ts';

const stage = setStage();

test('a courier applies, corrects what the officer returns, is approved in a batch, and holds the card', async () => {
  const [phone, desk] = [await stage.phone(), await stage.desk()];
  const [courier, colleague] = [newPerson(), newPerson()];

  // The officer's poster is what the courier scans.
  await signInAtDesk(stage, desk, OFFICER);
  await goToPlace(desk, '工会与单位');
  await desk.getByRole('link', { name: STREET_UNION }).click();
  const poster = await desk.getByText(/^http.+\/join\?u=\d+$/).textContent();

  await phone.goto(poster!);
  await phone.getByRole('heading', { name: `加入${STREET_UNION}` }).waitFor();
  await fillForm(phone, { ...courier, name: '王五' });
  await phone.getByRole('button', { name: '提交申请' }).tap();
  await phone.getByRole('heading', { name: `${STREET_UNION}正在审批您的申请。` }).waitFor();

  await goToPlace(desk, '入会申请');
  await search(desk, '王五', 1);
  await desk.getByRole('checkbox', { name: '选中王五' }).check();
  await desk.getByRole('button', { name: '退回补正' }).click();
  const giveBack = desk.getByRole('dialog', { name: '把 1 份申请退回补正' });
  await giveBack.getByLabel('请对方改什么').fill('姓名请按身份证填写');
  await giveBack.getByRole('button', { name: '退回 1 份' }).click();
  await desk.getByText('已退回 1 份').waitFor();

  await phone.reload();
  await phone.getByText('原因：姓名请按身份证填写').first().waitFor();
  await phone.getByLabel('姓名').fill(courier.name);
  await phone.getByRole('button', { name: '改好了，交上去' }).tap();
  await phone.getByRole('heading', { name: `${STREET_UNION}正在审批您的申请。` }).waitFor();

  const other = await stage.phone();
  await other.goto(poster!);
  await fillForm(other, colleague);
  await other.getByRole('button', { name: '提交申请' }).tap();
  await other.getByText('交上了').waitFor();

  await search(desk, '闻人', 2);
  await desk.getByRole('checkbox', { name: '选中列出的全部' }).check();
  await desk.getByRole('button', { name: '批准' }).click();
  const dialog = desk.getByRole('dialog', { name: '批准 2 份入会申请' });
  await dialog.getByRole('radio', { name: '登记新的' }).check();
  await dialog.getByLabel('决议文号').fill('回工决〔2026〕32 号');
  await dialog.getByRole('button', { name: '批准 2 份' }).click();
  await desk.getByText('已批准 2 份').waitFor();

  await phone.reload();
  await phone.getByRole('heading', { name: `您是${STREET_UNION}的会员了。` }).waitFor();
  const call = await phone.getByRole('link', { name: /有事请打/ }).getAttribute('href');
  await signInByCode(stage, phone, courier.phone);
  await phone.getByText('工会会员', { exact: true }).waitFor();
  await phone.getByRole('heading', { name: STREET_UNION }).waitFor();
  await phone.getByText(courier.name).first().waitFor();
  await phone.getByText(/^\d{10}$/).waitFor();
  expect(await phone.getByRole('link', { name: /打电话给工会/ }).getAttribute('href')).toBe(call);
  await phone.goto('/');
  await phone.getByText('工会会员', { exact: true }).waitFor();
});
