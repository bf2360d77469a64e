import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { paper, smallTargets, typeSize } from './in-page.ts';
import { mistyped, newPerson, type Person } from './people.ts';
import { PATIENCE, setStage } from './stage.ts';
import {
  applied,
  apply,
  CHAIR,
  fillForm,
  goToPlace,
  search,
  signInAtDesk,
  signInByCode,
  STREET,
} from './steps.ts';

const stage = setStage();
const DEMO_MEMBER = { name: '林晓峰', phone: '13900001001' };
const NIGHT = 'rgb(21, 23, 26)';
const DAY = 'rgb(251, 248, 243)';

describe('a courier who applies', () => {
  test('scans the code of the street, is told of a mistyped ID at the field, and sees where it stands', async () => {
    const page = await stage.phone();
    const person = newPerson();
    await page.goto(`/join?a=${STREET}`);
    await page.getByText('您扫的是回龙观街道的码').waitFor();
    await fillForm(page, { ...person, idNo: mistyped(person.idNo) });
    await submit(page).tap();
    await page.getByText('号码对不上，可能有一位写错了。').waitFor();
    const field = page.getByLabel('身份证号', { exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await descriptionOf(field)).toContain('号码对不上');
    await page.locator('[name=idNo]:focus').waitFor();
    await field.fill(person.idNo);
    await submit(page).tap();
    await page.getByText('交上了').waitFor();
    await page.getByRole('heading', { name: /正在审批您的申请/ }).waitFor();
    await page.getByText(/最晚 .+答复/).waitFor();
  });

  test('closes the tab halfway and finds the form as it was left, the consent apart', async () => {
    const first = await stage.phone();
    const person = newPerson();
    await first.goto(`/join?a=${STREET}`);
    await fillForm(first, person);
    await first.close();
    const page = await first.context().newPage();
    await page.goto(`/join?a=${STREET}`);
    await page.getByText('接着您上次填的内容').waitFor();
    expect(await page.getByLabel('姓名').inputValue()).toBe(person.name);
    expect(await page.getByLabel('身份证号', { exact: true }).inputValue()).toBe(person.idNo);
    expect((await page.getByLabel('手机号').inputValue()).replaceAll(' ', '')).toBe(person.phone);
    expect(await page.getByRole('radio', { name: '快递员' }).isChecked()).toBe(true);
    const consent = page.getByRole('checkbox', { name: /同意/ });
    expect(await consent.isChecked()).toBe(false);
    await consent.check();
    await submit(page).tap();
    await page.getByText('交上了').waitFor();
    // Sent, it is not offered again.
    await page.goto(`/join?a=${STREET}`);
    expect(await page.getByLabel('姓名').inputValue()).toBe('');
  });

  test('taps twice, and again when the answer was lost on the way, and has applied once each time', async () => {
    const page = await stage.phone();
    const [hasty, cutOff] = [newPerson(), newPerson()];
    await page.goto(`/join?a=${STREET}`);
    await fillForm(page, hasty);
    await submit(page).evaluate((button: { click(): void }) => {
      button.click();
      button.click();
    });
    await page.getByText('交上了').waitFor();

    await page.goto(`/join?a=${STREET}`);
    await fillForm(page, cutOff);
    const lost = { times: 1 };
    await page.route(
      '**/api/join',
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      lost,
    );
    await submit(page).tap();
    await page.getByRole('alert').getByText('连不上服务器。').waitFor();
    await stage.faults('net::ERR_CONNECTION_RESET POST /api/join');
    await submit(page).tap();
    await page.getByText('交上了').waitFor();

    const desk = await stage.desk();
    await signInAtDesk(stage, desk, CHAIR);
    await goToPlace(desk, '入会申请');
    await search(desk, hasty.name, 1);
    await search(desk, cutOff.name, 1);
  });

  test('proves the phone by a code, and finds the application again after a reload and from the home page', async () => {
    const page = await stage.phone();
    const person = newPerson();
    await apply(page, person);
    await page.getByRole('button', { name: '获取验证码' }).tap();
    const code = await stage.server.codeFor(person.phone);
    await page.getByLabel('验证码').fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '确认' }).tap();
    await expect.poll(() => descriptionOf(page.getByLabel('验证码')), PATIENCE).toContain('验证码不对');
    await stage.faults('422 POST /api/join/track/verify');
    await page.getByLabel('验证码').fill(code);
    await page.getByRole('button', { name: '确认' }).tap();
    const proved = page.getByText(`手机号 ${masked(person.phone)} 已确认`);
    await proved.waitFor();
    await page.reload();
    await proved.waitFor();
    await page.goto('/');
    await page.getByRole('link', { name: '看进度' }).tap();
    await proved.waitFor();
  });

  test('withdraws, asked by name first', async () => {
    const page = await stage.phone();
    const person = newPerson();
    await apply(page, person);
    await page.getByRole('button', { name: '撤回申请' }).tap();
    const dialog = page.getByRole('dialog', { name: /撤回闻\*+的入会申请？/ });
    await dialog.getByRole('button', { name: '不撤回' }).tap();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '撤回申请' }).tap();
    await dialog.getByRole('button', { name: '撤回申请' }).tap();
    await page.getByRole('heading', { name: '您撤回了这份申请。' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '您撤回了这份申请。' }).waitFor();
    await page.getByRole('link', { name: '再申请一次' }).waitFor();
  });

  test('fills the form without a network, is told so, and sends it once connected', async () => {
    const page = await stage.phone();
    const person = newPerson();
    await page.goto(`/join?a=${STREET}`);
    await page.getByText('您扫的是回龙观街道的码').waitFor();
    // What is still on its way when the network goes would be an error that nobody named.
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.getByRole('status').getByText('没有网络').waitFor();
    await fillForm(page, person);
    await page.getByText('没有网络，联网后再点提交').waitFor();
    expect(await submit(page).isDisabled()).toBe(true);
    await page.context().setOffline(false);
    await expect.poll(() => submit(page).isEnabled(), PATIENCE).toBe(true);
    await submit(page).tap();
    await page.getByText('交上了').waitFor();
  });

  test('with the ID of somebody else sees what everybody sees; only the code to the old phone tells its owner', async () => {
    const member = await somebodyOnRecord();
    const stranger = newPerson();
    const screens = await walkThrough(stranger);
    expect(screens).toHaveLength(4);
    const { phone } = newPerson();
    expect(await walkThrough({ ...stranger, idNo: member.idNo, phone })).toEqual(screens);
    const ownersCode = await stage.server.codeFor(member.phone);

    const page = await stage.phone();
    const anotherPhone = newPerson().phone;
    await apply(page, { ...stranger, idNo: member.idNo, phone: anotherPhone });
    await page.getByRole('button', { name: '获取验证码' }).tap();
    const code = await stage.server.codeFor(member.phone);
    // Each application has a code of its own.
    expect(code).not.toBe(ownersCode);
    await page.getByLabel('验证码').fill(code);
    await page.getByRole('button', { name: '确认' }).tap();
    await page.getByRole('heading', { name: /您已经是会员了：.+\*{4}会/ }).waitFor();
  });
});

/** Applies, asks for a code, mistypes it, proves the phone: every screen on the way as a screen reader has it. */
async function walkThrough(person: Person): Promise<string[]> {
  const page = await stage.phone();
  const screens: string[] = [];
  const look = async () => {
    const snapshot = await page.getByRole('main').ariaSnapshot();
    screens.push(
      snapshot
        .replaceAll(masked(person.phone), '‹phone›')
        .replaceAll(/\d+ 秒后/g, '‹n› 秒后')
        .replaceAll(/\d{2}:\d{2}/g, '‹time›'),
    );
  };
  await apply(page, person);
  await look();
  await page.getByRole('button', { name: '获取验证码' }).tap();
  await page.getByRole('button', { name: /秒后可重发/ }).waitFor();
  await look();
  const code = await stage.server.codeFor(person.phone);
  await page.getByLabel('验证码').fill(code === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: '确认' }).tap();
  await page.getByText('验证码不对').waitFor();
  await stage.faults('422 POST /api/join/track/verify');

  await look();
  await page.getByLabel('验证码').fill(code);
  await page.getByRole('button', { name: '确认' }).tap();
  await page.getByText('已确认').waitFor();
  await look();
  await page.context().close();
  return screens;
}

/** A member as the chair of the district may see one, for a stated purpose. */
async function somebodyOnRecord(): Promise<Pick<Person, 'idNo' | 'phone'>> {
  const desk = await stage.desk();
  await signInAtDesk(stage, desk, CHAIR);
  await goToPlace(desk, '会员');
  const member = desk.getByRole('row').filter({ hasText: '在册' }).first();
  await member.getByRole('button').click();
  await desk.getByRole('button', { name: '显示完整号码' }).click();
  await desk.getByLabel('用途').fill('本人要求更正');
  await desk.getByRole('button', { name: '记录并显示' }).click();
  const idNo = await desk.getByText(/^\d{17}[\dX]$/).textContent();
  const phone = await desk.getByText(/^1\d{10}$/).textContent();
  return { idNo: idNo!, phone: phone! };
}

describe('a courier who looks around', () => {
  test('signs in by a code and sees the member card, and what is kept', async () => {
    const page = await stage.phone();
    await signInByCode(stage, page, DEMO_MEMBER.phone);
    await page.getByText('工会会员', { exact: true }).waitFor();
    await page.getByText('在籍', { exact: true }).waitFor();
    await page.getByText(DEMO_MEMBER.name).first().waitFor();
    await page.getByRole('link', { name: /打电话给工会/ }).waitFor();
    await page.getByText(masked(DEMO_MEMBER.phone)).waitFor();
    await page.getByRole('button', { name: '退出登录' }).tap();
    await page.getByRole('link', { name: '登录', exact: true }).waitFor();
    expect(await page.getByText(DEMO_MEMBER.name).count()).toBe(0);
  });

  test('with weak eyes gets large type and large targets on every page, also after a reload', async () => {
    const page = await stage.phone();
    const paths = ['/', `/join?a=${STREET}`, '/track', '/signin', '/me', '/nowhere'];
    const track = `/track#${await applied(stage, newPerson())}`;
    for (const path of [...paths, track]) {
      await open(page, path);
      expect([path, await page.evaluate(smallTargets, 44)]).toEqual([path, []]);
    }
    await page.getByRole('button', { name: '大字' }).tap();
    for (const path of [...paths, track]) {
      await open(page, path);
      expect([path, await page.evaluate(typeSize)]).toEqual([path, 20]);
      expect([path, await page.evaluate(smallTargets, 60)]).toEqual([path, []]);
    }
  });

  test('rides at night: dark with the phone, or by choice, which stays', async () => {
    const page = await stage.phone({ colorScheme: 'dark' });
    await open(page, '/me');
    expect(await page.evaluate(paper)).toBe(NIGHT);
    await page.getByRole('group', { name: '深色' }).getByText('关').tap();
    await expect.poll(() => page.evaluate(paper), PATIENCE).toBe(DAY);
    await open(page, '/join');
    expect(await page.evaluate(paper)).toBe(DAY);
    const light = await stage.phone({ colorScheme: 'light' });
    await open(light, '/me');
    await light.getByRole('group', { name: '深色' }).getByText('开').tap();
    await open(light, '/');
    expect(await light.evaluate(paper)).toBe(NIGHT);
  });

  test('reads English: by choice, which stays, or because the phone does', async () => {
    const page = await stage.phone();
    await open(page, `/join?a=${STREET}`);
    await page.getByRole('button', { name: 'English' }).tap();
    await page.getByRole('heading', { name: 'Join the union' }).waitFor();
    await page.getByRole('button', { name: 'Submit' }).tap();
    await page.getByText('Enter your name as on the ID.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Join the union' }).waitFor();
    const english = await stage.phone({ locale: 'en-GB' });
    await english.goto('/');
    await english.getByRole('link', { name: 'Apply to join' }).waitFor();
    expect(await english.locator('html').getAttribute('lang')).toBe('en');
  });

  test('says what is wrong with a page, from that page', async () => {
    const page = await stage.phone();
    await open(page, '/track');
    await page.getByRole('button', { name: '提意见' }).tap();
    const dialog = page.getByRole('dialog', { name: '提意见' });
    await dialog.getByRole('button', { name: '送出' }).tap();
    await dialog.getByText('请先写几个字。').waitFor();
    await dialog.getByLabel('想说什么').fill('链接发到旧手机上了，找不到。');
    const sent = page.waitForRequest('**/api/voices');
    await dialog.getByRole('button', { name: '送出' }).tap();
    expect((await sent).postDataJSON()).toEqual({ text: '链接发到旧手机上了，找不到。', page: '/track' });
    await page
      .getByRole('dialog', { name: '收到了，谢谢您' })
      .getByRole('button', { name: '好', exact: true })
      .tap();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('is told of a page that does not exist, and goes home', async () => {
    const page = await stage.phone();
    await page.goto('/nowhere/at/all');
    await page.getByRole('heading', { name: '没有这一页' }).waitFor();
    await page.getByRole('link', { name: '回首页' }).tap();
    await page.getByRole('link', { name: '填写入会申请' }).waitFor();
  });
});

function submit(page: Page): Locator {
  return page.getByRole('button', { name: '提交申请' });
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // A new fragment alone is no new page to the browser.
  if (path.includes('#')) await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  await page.getByText('正在读取…').first().waitFor({ state: 'hidden' });
}

async function descriptionOf(field: Locator): Promise<string> {
  const id = await field.getAttribute('aria-describedby');
  return (await field.page().locator(`[id="${id}"]`).textContent()) ?? '';
}

function masked(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
