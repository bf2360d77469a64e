import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPerson } from './people.ts';
import { setStage } from './stage.ts';
import { ADMIN, CHAIR, enterPassword, goToPlace, signInAtDesk, STREET_UNION } from './steps.ts';

const stage = setStage();

test('the chair invites an officer, who sees that street alone, and loses every right when the role ends', async () => {
  const [chair, invited] = [await stage.desk(), await stage.desk()];
  const { name, phone } = newPerson();
  const password = '骑车去昌平 27 公里';

  await signInAtDesk(stage, chair, CHAIR);
  await openUnion(chair, STREET_UNION);
  await chair.getByRole('button', { name: '邀请', exact: true }).click();
  const dialog = chair.getByRole('dialog', { name: `邀请人到“${STREET_UNION}”任职` });
  await dialog.getByLabel('姓名').fill(name);
  await dialog.getByLabel('手机号').fill(phone);
  await dialog.getByRole('radio', { name: /^会员工作人员/ }).check();
  await dialog.getByRole('button', { name: '发邀请' }).click();
  // The message with the same link waits for the morning if it is night.
  const sent = chair.getByRole('dialog', { name: '邀请已发出' });
  const link = await sent.getByText(/^http.+\/staff\/invite#/).textContent();
  await sent.getByRole('button', { name: '好', exact: true }).click();
  await chair.getByRole('listitem').filter({ hasText: name }).getByText('已邀请，还没有接受').waitFor();

  await invited.goto(link!);
  await invited.getByText(`${name}，${STREET_UNION}请您担任会员工作人员。`).waitFor();
  await invited.getByRole('button', { name: '发验证码' }).click();
  await invited.getByLabel('短信里的 6 位验证码').fill(await stage.server.codeFor(phone));
  await invited.getByLabel('设一个密码').fill(password);
  await invited.getByRole('button', { name: '接受邀请' }).click();
  await invited.getByText(`您已是${STREET_UNION}的会员工作人员。`).waitFor();
  await enterPassword(invited, phone, password);
  await invited.getByRole('navigation', { name: '主导航' }).waitFor();

  await goToPlace(invited, '工会与单位');
  const unions = invited.getByRole('table', { name: '组织树' }).getByRole('link');
  await unions.first().waitFor();
  expect(await unions.allTextContents()).toContain(STREET_UNION);
  expect((await unions.allTextContents()).filter((union) => /^(北京市|昌平区)总工会$/.test(union))).toEqual(
    [],
  );
  await goToPlace(invited, '入会申请');
  await invited.getByRole('row').nth(1).waitFor();
  const ofOthers = invited.getByRole('row').filter({ hasNotText: STREET_UNION });
  expect(await ofOthers.count()).toBe(1);

  await chair.reload();
  await chair.getByRole('button', { name: `结束任职 ${name}` }).click();
  const end = chair.getByRole('dialog', { name: `结束${name}的“会员工作人员”任职？` });
  await end.getByRole('button', { name: '调离' }).click();
  await end.getByRole('button', { name: '结束任职' }).click();
  await chair.getByText('任职已结束').waitFor();

  // In the page that is still open: the next thing asked of the server is refused, and it says that the role changed.
  await invited.getByRole('searchbox').fill('王');
  const again = invited.getByRole('dialog', { name: '您的职务有变动，请重新登录' });
  await again.getByLabel('手机号').waitFor();
  await stage.faults('401 GET /api/applications');
  await invited.reload();
  await invited.getByText('您的职务有变动，请重新登录').waitFor();
  await enterPassword(invited, phone, password);
  await invited.getByRole('heading', { name: '您的角色看不到这一页' }).waitFor();
  await invited.getByRole('link', { name: '回到待办' }).click();
  await invited.getByText('您现在没有角色').waitFor();
  expect(
    await invited.getByRole('navigation', { name: '主导航' }).getByRole('link').allTextContents(),
  ).toEqual(['待办']);
});

test('the system administrator of the city looks after officers and sees no personal data', async () => {
  const page = await stage.desk();
  await signInAtDesk(stage, page, ADMIN);
  const places = page.getByRole('navigation', { name: '主导航' }).getByRole('link');
  expect(await places.allTextContents()).toEqual(['待办', '工会与单位', '到期清理', '名称与分类']);
  await openUnion(page, '昌平区总工会');
  await page.getByText('赵敏华').waitFor();
  await page.getByRole('button', { name: '邀请', exact: true }).waitFor();
  for (const path of ['/staff/people', '/staff/applications', '/staff/voices']) {
    await page.goto(path);
    await page.getByRole('heading', { name: '您的角色看不到这一页' }).waitFor();
  }
});

async function openUnion(page: Page, name: string): Promise<void> {
  await goToPlace(page, '工会与单位');
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('table', { name: '列表' }).getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
