import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { focused, focusRing } from './in-page.ts';
import { newFamily, newPerson } from './people.ts';
import { PATIENCE, setStage } from './stage.ts';
import { applied, OFFICER } from './steps.ts';

const stage = setStage();
/** Nothing is further away than this. */
const MOST_TABS = 60;

test('joining takes no mouse, and the focus is always seen', async () => {
  const page = await stage.desk();
  const { name, idNo, phone } = newPerson();
  await page.goto('/');
  await page.getByRole('link', { name: '填写入会申请' }).waitFor();
  await tabTo(page, page.getByRole('button', { name: '跳到正文' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: '填写入会申请' }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '加入工会' }).waitFor();
  await tabTo(page, page.getByLabel('姓名'));
  await page.keyboard.type(name);
  await tabTo(page, page.getByLabel('身份证号', { exact: true }));
  await page.keyboard.type(idNo);
  await tabTo(page, page.getByLabel('手机号'));
  await page.keyboard.type(phone);
  await tabTo(page, page.getByRole('radio', { name: '快递员' }));
  await page.keyboard.press('ArrowDown');
  await expectFocus(page, page.getByRole('radio', { name: '外卖骑手' }));
  expect(await page.getByRole('radio', { name: '外卖骑手' }).isChecked()).toBe(true);
  await tabTo(page, page.getByText('在哪里干活'));
  await page.keyboard.press('Enter');
  await choose(page, page.getByLabel('区', { exact: true }), '昌平区');
  await choose(page, page.getByLabel('街道（镇）'), '回龙观街道');
  await tabTo(page, page.getByRole('checkbox', { name: /同意/ }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: '提交申请' }));
  await page.keyboard.press('Enter');
  await page.getByText('交上了').waitFor();

  const withdraw = page.getByRole('button', { name: '撤回申请' });
  await tabTo(page, withdraw);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^撤回/ });
  await dialog.waitFor();
  await expectTrap(page, dialog);
  await page.keyboard.press('Escape');
  await page.getByText('撤回后，').waitFor({ state: 'detached' });
  await expectFocus(page, withdraw);
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await tabTo(page, dialog.getByRole('button', { name: '撤回申请' }));
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: '您撤回了这份申请。' }).waitFor();
});

test('approving takes no mouse, dialogs hold the focus and give it back', async () => {
  const { family, members } = newFamily(2);
  for (const person of members) await applied(stage, person);
  const page = await stage.desk();
  await page.goto('/staff/');
  await expectFocus(page, page.getByLabel('手机号'));
  await page.keyboard.type(OFFICER);
  await tabTo(page, page.getByLabel('密码', { exact: true }));
  await page.keyboard.type(stage.server.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '去审核' }).waitFor();
  await tabTo(page, page.getByRole('link', { name: '跳到正文' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: '去审核' }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '入会申请' }).waitFor();

  await page.keyboard.press('/');
  await expectFocus(page, page.getByRole('searchbox'));
  await page.keyboard.type(family);
  await page.getByText('已列出 2 条，共 2 条').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  const first = page.getByRole('row').nth(1).getByRole('button');
  await expectFocus(page, first);
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: '入会申请' });
  await drawer.getByRole('button', { name: '批准' }).waitFor();
  await expectTrap(page, drawer);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  await expectFocus(page, first);

  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const approve = page.getByRole('button', { name: '批准' });
  await tabTo(page, approve);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '批准 2 份入会申请' });
  await dialog.getByRole('combobox', { name: '选择决议' }).waitFor();
  await dialog.locator(':focus').waitFor();
  await expectTrap(page, dialog);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expectFocus(page, approve);
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: '选择决议' }).waitFor();
  await dialog.locator(':focus').waitFor();
  await tabTo(page, dialog.getByRole('radio', { name: '选已有的' }));
  await page.keyboard.press('ArrowRight');
  await tabTo(page, dialog.getByLabel('决议文号'));
  await page.keyboard.type('回工决〔2026〕33 号');
  await tabTo(page, dialog.getByRole('button', { name: '选择文件' }));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles({ name: '决议.png', mimeType: 'image/png', buffer: PNG });
  await tabTo(page, dialog.getByRole('button', { name: '批准 2 份' }));
  await page.keyboard.press('Enter');
  await page.getByText('已批准 2 份').waitFor();
  await page.getByText('没有符合的申请').waitFor();
});

/** Down the list of a `<select>` until it shows `value`. */
async function choose(page: Page, list: Locator, value: string): Promise<void> {
  const option = list.getByRole('option', { name: value, exact: true });
  await option.waitFor({ state: 'attached' });
  await tabTo(page, list);
  const options = await list.getByRole('option').allTextContents();
  for (let at = 0; at < options.indexOf(value); at += 1) await page.keyboard.press('ArrowDown');
  expect(await list.inputValue()).toBe(await option.getAttribute('value'));
}

/** As little as a PNG can be taken for. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** Tabs on until `target` has the focus; on the way there and on it, whatever has the focus shows it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    await expectRing(page);
    if (await hasFocus(target)) return;
  }
  throw new Error(`${String(target)} cannot be reached by the keyboard`);
}

async function expectFocus(page: Page, target: Locator): Promise<void> {
  await expect
    .poll(() => hasFocus(target), { message: `the focus on ${String(target)}`, ...PATIENCE })
    .toBe(true);
  await expectRing(page);
}

/** Whatever has the focus shows it; past the last thing on a page nothing has. */
async function expectRing(page: Page): Promise<void> {
  const at = await page.evaluate(focused);
  if (at === 'nothing') return;
  await expect.poll(() => page.evaluate(focusRing), { message: at, ...PATIENCE }).toEqual(expect.any(String));
}

/** Twice around, forwards and backwards: the focus never gets to the page below. */
async function expectTrap(page: Page, dialog: Locator): Promise<void> {
  const inside = dialog.locator(':focus');
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press(key);
      const at = await page.evaluate(focused);
      // A browser's own dialog lets the focus out to the browser, but not to the page.
      expect([key, at, at === 'nothing' || (await inside.count()) === 1]).toEqual([key, at, true]);
    }
  }
}

async function hasFocus(target: Locator): Promise<boolean> {
  return (
    (await target.count()) === 1 &&
    target.evaluate((element: Focusable) => element.closest(':focus') !== null)
  );
}

interface Focusable {
  closest(selector: string): unknown;
}
