import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { setStage } from './stage.ts';
import { findTodo, goToPlace, HAIDIAN_CHAIR, signInAtDesk } from './steps.ts';

const stage = setStage();
/** A street of Haidian, as a poster there names it. */
const STREET = '110108001';
const NOTE = '旅程里夜班没有地方热饭';
const OTHER_NOTE = '夜班想热饭，附近没有地方';
const CONCERN = '夜班没有地方热饭';
const ITEM = '在三处站点夜间开放热饭';
const OUTCOME = '三处站点夜里开到两点，可以热饭。';

test('from six taps to the answer of a government: an officer groups, a unit answers by link, the courier reads it', async () => {
  const courier = await stage.phone();
  await tellSixTaps(courier, NOTE);
  // The secret of the link is in the fragment, which goes to no server.
  expect(new URL(courier.url()).pathname).toBe('/said');
  await tellSixTaps(await stage.phone(), OTHER_NOTE);

  const desk = await stage.desk();
  await signInAtDesk(stage, desk, HAIDIAN_CHAIR);
  // The chair sees what is past its date.
  await findTodo(desk, '1 件议定事项已逾期');
  await group(desk);
  await refer(desk);
  await planMeeting(desk);
  await holdMeeting(desk);
  await agree(desk);
  const state = desk.locator('main').getByText('已接受', { exact: true });
  await answerAsUnit(await stage.phone(), await askUnit(desk));
  // Nothing has come of it yet.
  await desk.reload();
  await desk.getByText('待核实来源').first().waitFor();
  expect(await state.count()).toBe(0);
  await confirmAnswer(desk);
  await state.first().waitFor();
  await bringToEnd(desk);
  await courier.reload();
  await courier.getByText(OUTCOME).first().waitFor();
}, 240_000);

/** Six taps and a note; ends on the page that tells what comes of the note. */
async function tellSixTaps(page: Page, note: string): Promise<void> {
  await page.goto(`/listen?a=${STREET}`);
  const answers = ['外卖骑手', '外卖平台', '10–12 小时', '26–28 天', '4–6 小时', '路边'];
  for (const [nth, answer] of answers.entries()) {
    await page.getByText(`第 ${nth + 1} 题，共 6 题`).waitFor();
    await page.locator('.listen-tiles label').filter({ hasText: answer }).first().tap();
  }
  await page.getByLabel('想说的话（选填）').fill(note);
  await page.getByRole('button', { name: '送出' }).tap();
  await page.getByText('收到了，谢谢您').waitFor();
  await page.getByRole('link', { name: '看我说的话有什么回音' }).tap();
  await page.getByText(note).first().waitFor();
}

/** Two that say the same become one concern. */
async function group(desk: Page): Promise<void> {
  await goToPlace(desk, '意见与心愿');
  await desk.getByRole('searchbox').fill('夜班');
  for (const text of [NOTE, OTHER_NOTE])
    await desk.locator('li').filter({ hasText: text }).getByRole('checkbox').check();
  await desk.getByRole('button', { name: '归并 2 条' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('一句话说清是什么事').fill(CONCERN);
  await dialog.getByRole('button', { name: '归并 2 条' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function refer(desk: Page): Promise<void> {
  await goToPlace(desk, '诉求');
  await desk.getByRole('searchbox').fill(CONCERN);
  await desk.getByText(CONCERN, { exact: true }).click();
  await desk.getByRole('button', { name: '转办' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^联席会议/ }).check();
  await dialog.getByRole('button', { name: '转办' }).click();
  await desk.getByText('转办中').first().waitFor();
}

/** A second meeting of the year, with the concern as a topic; it begins this minute. */
async function planMeeting(desk: Page): Promise<void> {
  await goToPlace(desk, '联席会议');
  const dialog = desk.getByRole('dialog');
  await desk.getByRole('button', { name: '加一次会议' }).click();
  await dialog.getByRole('button', { name: '加一次会议' }).click();
  await desk.getByRole('link', { name: /第2次会议$/ }).click();
  const waiting = desk.getByRole('listitem').filter({ hasText: CONCERN });
  await waiting.getByRole('button', { name: '列为议题' }).click();
  await dialog.getByText('讨论', { exact: true }).click();
  await dialog.getByLabel('议题', { exact: true }).fill('夜班热饭');
  await dialog.getByRole('checkbox', { name: '直接排进议程' }).check();
  await dialog.getByRole('button').last().click();
  await desk.getByText('来自诉求').waitFor();
  await desk.getByRole('button', { name: '定时间地点' }).click();
  await dialog.getByLabel('开始时间').fill(inChina().slice(0, 16));
  await dialog.getByLabel('地点').fill('区政府第二会议室');
  await dialog.getByLabel('主持人职务').fill('副区长');
  await dialog.getByRole('button', { name: '改时间地点' }).click();
  await desk.getByText('区政府第二会议室').waitFor();
}

/** From the plan to the day, each step by its button. */
async function holdMeeting(desk: Page): Promise<void> {
  const dialog = desk.getByRole('dialog');
  for (const step of ['开始征集议题', '议题拟好了', '政府办已协调'])
    await desk.getByRole('button', { name: step, exact: true }).click();
  await desk.getByRole('button', { name: '领导已审定' }).click();
  await dialog.getByLabel('哪位领导审定').fill('副区长');
  await dialog.getByLabel('哪天审定').fill(inChina().slice(0, 10));
  await dialog.getByRole('button', { name: '领导已审定' }).click();
  await desk.getByRole('button', { name: '调研报告已形成' }).click();
  await desk.getByRole('button', { name: '发通知', exact: true }).click();
  await dialog.getByRole('button', { name: '发通知', exact: true }).click();
  await desk.getByRole('button', { name: '会开过了' }).click();
  await desk.getByRole('button', { name: '写纪要' }).waitFor();
}

/** What was agreed on the topic; ends on the page of the item. */
async function agree(desk: Page): Promise<void> {
  await desk.getByRole('tab', { name: '议定事项' }).click();
  await desk.getByRole('button', { name: '填写全部' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('议定了什么').fill(ITEM);
  await dialog.getByLabel('做到什么程度').fill('三处站点开到次日两点，有微波炉');
  await dialog.getByRole('combobox', { name: '牵头单位' }).click();
  await desk.getByTitle('海淀区财政局', { exact: true }).click();
  await dialog.getByRole('combobox', { name: '议题' }).click();
  await desk.getByTitle('夜班热饭', { exact: true }).click();
  await dialog.getByLabel('期限').fill(`${Number(inChina().slice(0, 4)) + 1}-06-30`);
  await dialog.getByRole('button', { name: '添加', exact: true }).click();
  await desk
    .getByRole('link', { name: ITEM })
    .or(desk.getByRole('button', { name: ITEM }))
    .first()
    .click();
  await desk.getByRole('heading', { level: 1, name: ITEM }).waitFor();
  await desk.getByText(CONCERN).first().waitFor();
}

/** Returns the link of the lead unit. */
async function askUnit(desk: Page): Promise<string> {
  await desk.getByRole('button', { name: '请一个单位' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: '生成链接' }).click();
  const told = await desk
    .getByText(/\/unit#/)
    .first()
    .textContent();
  return told!.match(/\S*\/unit#\S+/)![0];
}

/** The unit accepts on a phone and without an account. */
async function answerAsUnit(phone: Page, link: string): Promise<void> {
  await phone.goto(link);
  await phone.getByText(ITEM).first().waitFor();
  await phone.getByText('接受，定责任人').first().tap();
  await phone.getByLabel('责任人', { exact: true }).fill('旅程责任人');
  await phone.getByLabel('填写人姓名').fill('旅程经办人');
  await phone.getByRole('button', { name: '提交给工会' }).tap();
  await phone.getByText('已提交，等工会核实来源').first().waitFor();
}

/** The chair rang them up. */
async function confirmAnswer(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: '海淀区财政局', exact: true }).click();
  await desk.getByRole('button', { name: '核实来源' }).click();
  const dialog = desk.getByRole('dialog', { name: '核实 1 份回复的来源' });
  await dialog.getByText('打电话问过').click();
  await dialog.getByRole('button', { name: '已核实，生效' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await desk.keyboard.press('Escape');
}

/** Reported, verified, closed: with the words that those who spoke will read. */
async function bringToEnd(desk: Page): Promise<void> {
  const dialog = desk.getByRole('dialog');
  const send = async (verb: string): Promise<void> => {
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  await desk.getByRole('button', { name: '更多' }).first().click();
  await desk.getByRole('menuitem', { name: '报结果' }).click();
  await dialog.getByLabel('办理结果').fill('三处站点已经开放');
  await send('报结果');
  await desk.getByRole('button', { name: '核实通过' }).click();
  await send('核实通过');
  await desk.getByRole('button', { name: '销号' }).click();
  await dialog.getByLabel('结果（给提意见的人看）').fill(OUTCOME);
  await send('销号');
}

/** `2026-11-23T12:30:00.000Z`, by the clocks of China. */
function inChina(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString();
}
