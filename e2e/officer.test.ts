import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { newFamily, newPerson } from './people.ts';
import { PATIENCE, setStage } from './stage.ts';
import {
  applied,
  AUDITOR,
  choose,
  enterPassword,
  goToPlace,
  OFFICER,
  search,
  signInAtDesk,
  STREET_UNION,
} from './steps.ts';

const stage = setStage();
const SCAN = { name: '决议.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') };

describe('the officer of a street', () => {
  test('signs in and sees what is to be done, and how long it takes', async () => {
    const page = await stage.desk();
    await signInAtDesk(stage, page, OFFICER);
    await page.getByRole('heading', { level: 1, name: /今天有 \d 件事，大约 \d+ 分钟/ }).waitFor();
    const waiting = page.getByText(/^审核 \d+ 份入会申请$/);
    const count = /\d+/.exec((await waiting.textContent())!)![0];
    await page
      .getByText(/^约 \d+ 分钟$/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '去审核' }).click();
    await page.getByRole('heading', { level: 1, name: '入会申请' }).waitFor();
    await page.getByText(`已列出 ${count} 条，共 ${count} 条`).waitFor();
  });

  test('approves three by keyboard against a new resolution with its scan, and is told what became of each', async () => {
    const { family, members } = newFamily(3);
    const [first, other, twin] = [members[0]!, members[1]!, { ...members[2]!, idNo: members[0]!.idNo }];
    for (const person of [first, other, twin]) await applied(stage, person);
    const page = await stage.desk();
    await signInAtDesk(stage, page, OFFICER);
    await goToPlace(page, '入会申请');
    await page.keyboard.press('/');
    await page.keyboard.type(family);
    await page.getByText('已列出 3 条，共 3 条').waitFor();
    await page.keyboard.press('Escape');
    // Down to the third, and up again.
    for (const key of ['j', 'j', 'j', 'x', 'k', 'x', 'k', 'x']) await page.keyboard.press(key);
    await page.getByRole('status').getByText('已选 3 份').waitFor();
    const answer = Promise.withResolvers<void>();
    await page.route('**/api/resolutions?*', (route) => answer.promise.then(() => route.continue()));
    await page.getByRole('button', { name: '批准' }).click();
    const dialog = page.getByRole('dialog', { name: '批准 3 份入会申请' });
    // Until the resolutions on record are known there is nothing to approve against.
    expect(await dialog.getByRole('button', { name: '批准 3 份' }).isDisabled()).toBe(true);
    answer.resolve();
    await dialog.getByRole('radio', { name: '登记新的' }).check();
    await dialog.getByLabel('决议文号').fill('回工决〔2026〕31 号');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      dialog.getByRole('button', { name: '选择文件' }).click(),
    ]);
    await chooser.setFiles(SCAN);
    await dialog.getByText('决议.pdf').waitFor();
    await dialog.getByText(new RegExp(`3 人将成为“${STREET_UNION}”的会员`)).waitFor();
    await dialog.getByRole('button', { name: '批准 3 份' }).click();

    const outcome = page.getByRole('dialog', { name: '已批准 2 份' });
    const refused = outcome.getByRole('listitem');
    await refused.getByText('此人在这段时间已经是会员').waitFor();
    expect(await refused.count()).toBe(1);
    await outcome.getByRole('button', { name: '知道了' }).click();
    // What was not done is left, and still selected.
    await page.getByText('已列出 1 条，共 1 条').waitFor();
    await page.getByRole('status').getByText('已选 1 份').waitFor();
    await page.getByRole('row').filter({ hasText: '已是会员' }).waitFor();

    await goToPlace(page, '会员');
    await search(page, other.name, 1);
    await page.getByRole('button', { name: other.name, exact: true }).click();
    await page.getByText('回工决〔2026〕31 号').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载入会申请书和登记表' }).click(),
    ]);
    const pdf = readFileSync(await download.path());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(10_000);
  });

  test('returns one with a reason and rejects another', async () => {
    const { family, members } = newFamily(2);
    const [wrong, gone] = [members[0]!, members[1]!];
    for (const person of members) await applied(stage, person);
    const page = await stage.desk();
    await signInAtDesk(stage, page, OFFICER);
    await goToPlace(page, '入会申请');
    await search(page, family, 2);
    await page.getByRole('checkbox', { name: `选中${wrong.name}` }).check();
    await page.getByRole('button', { name: '退回补正' }).click();
    const giveBack = page.getByRole('dialog', { name: '把 1 份申请退回补正' });
    await giveBack.getByRole('button', { name: '退回 1 份' }).click();
    await giveBack.getByText('请写明原因').waitFor();
    await giveBack.getByRole('button', { name: '姓名与证件不一致，请核对后再交' }).click();
    await giveBack.getByRole('button', { name: '退回 1 份' }).click();
    await page.getByText('已退回 1 份').waitFor();
    await page.getByText('已列出 1 条，共 1 条').waitFor();

    await page.getByRole('button', { name: gone.name, exact: true }).click();
    await page.getByRole('dialog', { name: '入会申请' }).getByRole('button', { name: '驳回' }).click();
    const reject = page.getByRole('dialog', { name: '驳回 1 份申请' });
    await reject.getByLabel('为什么驳回').fill('本人来电说不再申请');
    await reject.getByRole('button', { name: '驳回 1 份' }).click();
    await page.getByText('没有符合的申请').waitFor();

    await choose(page, '等待办理', '全部');
    await page.getByRole('row').filter({ hasText: wrong.name }).getByText('已退回补正').waitFor();
    await page.getByRole('row').filter({ hasText: gone.name }).getByText('已驳回').waitFor();
    await page.getByRole('button', { name: gone.name, exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: '已驳回' }).getByText('周子涵').waitFor();
  });

  test('sees full numbers only for a purpose', async () => {
    const person = newPerson();
    await applied(stage, person);
    const page = await stage.desk();
    await signInAtDesk(stage, page, OFFICER);
    await goToPlace(page, '入会申请');
    await search(page, person.name, 1);
    await page.getByRole('button', { name: person.name, exact: true }).click();
    const drawer = page.getByRole('dialog', { name: '入会申请' });
    await drawer.getByText(/^199\*+\d{4}$/).waitFor();
    expect(await page.getByText(person.idNo).count()).toBe(0);
    await drawer.getByRole('button', { name: '显示完整号码' }).click();
    const dialog = page.getByRole('dialog', { name: `显示${person.name}的完整号码` });
    await dialog.getByRole('button', { name: '记录并显示' }).click();
    await dialog.getByText('请写明用途').waitFor();
    expect(await page.getByText(person.idNo).count()).toBe(0);
    await dialog.getByRole('button', { name: '电话核对本人' }).click();
    await dialog.getByRole('button', { name: '记录并显示' }).click();
    await drawer.getByText(person.idNo).waitFor();
    await drawer.getByText(person.phone).waitFor();
  });

  test('answers a suggestion', async () => {
    const page = await stage.desk();
    await signInAtDesk(stage, page, OFFICER);
    await goToPlace(page, '意见与心愿');
    const list = page.getByRole('main').getByRole('listitem');
    await list.first().waitFor();
    const waiting = await list.count();
    const said = (await list.first().getByRole('paragraph').first().textContent())!;
    await list.first().getByRole('button', { name: '回复' }).click();
    const dialog = page.getByRole('dialog', { name: '回复这条意见' });
    await dialog.getByLabel('做了什么，或打算怎么办').fill('明天上午去换，换好了告诉大家。');
    await dialog.getByRole('button', { name: /^记下/ }).click();
    await page.getByText('已回复').first().waitFor();
    await expect.poll(() => list.count(), PATIENCE).toBe(waiting - 1);
    await choose(page, '还没回复', '已回复');
    await list.filter({ hasText: said }).getByText('明天上午去换').waitFor();
  });

  test('is told of a wrong password in words; who is locked out locks out nobody else', async () => {
    const page = await stage.desk();
    await page.goto('/staff/');
    for (let tries = 1; tries <= 4; tries += 1) {
      await enterPassword(page, AUDITOR, `wrong ${tries}`);
      await stage.faults('401 POST /api/session/password');
      await page.getByRole('alert').getByText('手机号或密码不对').waitFor();
    }
    await enterPassword(page, AUDITOR, 'wrong again');
    await stage.faults('429 POST /api/session/password');
    await page.getByRole('alert').getByText('分钟后再试').waitFor();
    await enterPassword(page, AUDITOR, stage.server.password);
    await stage.faults('429 POST /api/session/password');
    const colleague = await stage.desk();
    await signInAtDesk(stage, colleague, OFFICER);
    await colleague.getByText(/^审核 \d+ 份入会申请$/).waitFor();
  });
});
