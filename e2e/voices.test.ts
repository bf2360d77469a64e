import { beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { officeOf, type Office } from './office.ts';
import { setStage } from './stage.ts';
import { goToPlace, signInAtDesk } from './steps.ts';

const stage = setStage();
/** The chair of Haidian, whose joint meeting the demo has. */
const HAIDIAN = '13900000006';
/** A street of Haidian, as a poster there names it. */
const STREET = '110108001';
const NOTE = '旅程里夜班没有地方热饭';

let office: Office;
beforeAll(async () => {
  office = await officeOf(stage.server, HAIDIAN);
});

interface Named {
  readonly id: string;
}

/** A meeting at which the topic of a concern has just been agreed on. Returns what was agreed. */
async function agreed(concernId: string): Promise<{ item: string; text: string }> {
  const { items: bodies } = await office<{ items: Named[] }>('GET', '/api/meeting-bodies');
  const bodyId = bodies[0]!.id;
  const { id } = await office<Named>('POST', '/api/meetings', { bodyId, year: new Date().getFullYear() });
  const startsAt = new Date(Date.now() + 1_500).toISOString();
  await office('PATCH', `/api/meetings/${id}`, {
    sequence: 0,
    startsAt,
    venue: '区政府第二会议室',
    chairTitle: '副区长',
  });
  const topic = await office<Named>('POST', `/api/meetings/${id}/topics`, {
    kind: 'discuss',
    title: '夜班热饭',
    accepted: true,
  });
  await office('PUT', `/api/meeting-topics/${topic.id}/concerns`, { concernIds: [concernId] });
  const way = ['year_plan', 'topics_drafted', 'coordinated', 'leader_approved', 'noticed'];
  const approval = { by: '副区长', on: new Date().toISOString().slice(0, 10) };
  for (const [nth, to] of way.slice(1).entries())
    await office('POST', `/api/meetings/${id}/step`, {
      from: way[nth],
      to,
      ...(to === 'leader_approved' ? { approval } : {}),
    });
  await new Promise((go) => setTimeout(go, Date.parse(startsAt) - Date.now() + 500));
  await office('POST', `/api/meetings/${id}/step`, { from: 'noticed', to: 'held' });
  const { units } = await office<{ units: { id: string; name: string }[] }>(
    'GET',
    `/api/meeting-bodies/${bodyId}`,
  );
  const text = '在三处站点夜间开放热饭';
  const item = await office<Named>('POST', `/api/meetings/${id}/items`, {
    text,
    measure: '三处站点开到次日两点，有微波炉',
    leadUnit: units.find(({ name }) => name === '海淀区财政局')!.id,
    topicId: topic.id,
    dueOn: `${new Date().getFullYear() + 1}-06-30`,
    consensus: 'full',
  });
  return { item: item.id, text };
}

/** Six taps and a note; returns the page that tells what comes of the note. */
async function tellSixTaps(page: Page): Promise<void> {
  await page.goto(`/listen?a=${STREET}`);
  const answers = ['外卖骑手', '外卖平台', '10–12 小时', '26–28 天', '4–6 小时', '路边'];
  for (const [nth, answer] of answers.entries()) {
    await page.getByText(`第 ${nth + 1} 题，共 6 题`).waitFor();
    await page.locator('.listen-tiles label').filter({ hasText: answer }).first().tap();
  }
  await page.getByLabel('想说的话（选填）').fill(NOTE);
  await page.getByRole('button', { name: '送出' }).tap();
  await page.getByText('收到了，谢谢您').waitFor();
  await page.getByRole('link', { name: '看我说的话有什么回音' }).tap();
  await page.getByText(NOTE).first().waitFor();
}

test('from six taps to the answer of a government: an officer groups, a unit answers by link, the courier reads it', async () => {
  const courier = await stage.phone();
  await tellSixTaps(courier);
  // The secret of the link is in the fragment, which goes to no server.
  expect(new URL(courier.url()).pathname).toBe('/said');

  const other = await stage.phone();
  await other.goto('/');
  await other.request.post('/api/voices', {
    data: { text: '夜班想热饭，附近没有地方', page: '/near', orgId: (await haidian()).id },
    headers: { 'idempotency-key': crypto.randomUUID() },
  });

  const desk = await stage.desk();
  await signInAtDesk(stage, desk, HAIDIAN);
  // The chair sees what is past its date.
  await desk.getByText('1 件议定事项已逾期').waitFor();
  await goToPlace(desk, '意见与心愿');
  await desk.getByRole('searchbox').fill('夜班');
  for (const text of [NOTE, '夜班想热饭，附近没有地方'])
    await desk.locator('li').filter({ hasText: text }).getByRole('checkbox').check();
  await desk.getByRole('button', { name: '归并 2 条' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('一句话说清是什么事').fill('夜班没有地方热饭');
  await dialog.getByRole('button', { name: '归并 2 条' }).click();
  await dialog.waitFor({ state: 'hidden' });

  const { items } = await office<{ items: { id: string; title: string }[] }>(
    'GET',
    `/api/concerns?q=${encodeURIComponent('夜班没有地方热饭')}`,
  );
  const concern = items[0]!.id;
  await office('POST', `/api/concerns/${concern}/referrals`, { lane: 'joint_topic' });
  const { item, text } = await agreed(concern);

  // A unit answers from its link, on a phone and without an account.
  await desk.goto(`/staff/items/${item}`);
  await desk.getByRole('button', { name: '请一个单位' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '生成链接' }).click();
  const link = (await desk
    .getByText(/\/unit#/)
    .first()
    .textContent())!.match(/\S*\/unit#\S+/)![0];
  const unit = await stage.phone();
  await unit.goto(link);
  await unit.getByText(text).first().waitFor();
  await unit.getByText('接受，定责任人').first().tap();
  await unit.getByLabel('责任人', { exact: true }).fill('旅程责任人');
  await unit.getByLabel('填写人姓名').fill('旅程经办人');
  await unit.getByRole('button', { name: '提交给工会' }).tap();
  await unit.getByText('已提交，等工会核实来源').first().waitFor();
  // Nothing has come of it yet.
  interface Item {
    readonly state: string;
    readonly version: number;
  }
  expect((await office<Item>('GET', `/api/items/${item}`)).state).toBe('assigned');
  const { submission } = await pending(item);
  await office('POST', '/api/errand-answers/confirm', { ids: [submission], how: 'phone' });
  expect((await office<Item>('GET', `/api/items/${item}`)).state).toBe('accepted');

  for (const [to, more] of [
    ['reported', { reason: '三处站点已经开放' }],
    ['verified', {}],
    ['closed', { outcome: '三处站点夜里开到两点，可以热饭。', how: 'solved' }],
  ] as const) {
    const { version } = await office<Item>('GET', `/api/items/${item}`);
    await office('POST', `/api/items/${item}/step`, { version, to, ...more });
  }
  await courier.reload();
  await courier.getByText('三处站点夜里开到两点，可以热饭。').first().waitFor();
});

async function haidian(): Promise<{ id: number }> {
  const { account } = await office<{ account: { grants: { orgId: number }[] } }>('GET', '/api/session');
  return { id: account.grants[0]!.orgId };
}

/** What waits to be confirmed about an item. */
async function pending(item: string): Promise<{ submission: string }> {
  const { items } = await office<{ items: { answers: { id: string; state: string }[] }[] }>(
    'GET',
    `/api/items/${item}/errands`,
  );
  const found = items.flatMap(({ answers }) => answers).find(({ state }) => state === 'submitted');
  return { submission: found!.id };
}
