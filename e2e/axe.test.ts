import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { PHONE } from './devices.ts';
import { pageWidth } from './in-page.ts';
import { newPerson } from './people.ts';
import { PATIENCE, setStage } from './stage.ts';
import { ALL_DAY, newStations } from './stations.ts';
import {
  ADMIN,
  applied,
  AUDITOR,
  beginRoster,
  CHAIR,
  goToPlace,
  HR_EXPORT,
  OFFICER,
  signInAtDesk,
  signInByCode,
  STREET,
  STREET_UNION,
} from './steps.ts';

const stage = setStage();

/** A page in one of its states: where, what is on it when it is there, and what is pressed to get it so. */
type Row = readonly [who: Who, path: string, shows: string, ...press: readonly string[]];
type Who = 'guest' | 'member' | 'applicant' | 'mover' | 'officer' | 'chair' | 'city' | 'admin' | 'auditor';

/** Every page; a new one is a new line. Words after a colon are filled in by `known`. */
const WORKER: readonly Row[] = [
  ['guest', '/', '加入工会，大约 60 秒'],
  ['guest', '/near', '为什么要位置'],
  ['guest', '/near?view=map', '没有配置底图'],
  ['guest', '/near?open=yes&q=没有这样的', '这会儿没有开着的'],
  ['guest', '/p/:station', '怎么去'],
  ['guest', '/p/:station', '怎么去', '去这里'],
  ['guest', '/join', '四项，大约 60 秒'],
  ['guest', `/join?a=${STREET}`, '您扫的是回龙观街道的码', '提交申请'],
  ['guest', '/join?u=:org', '您扫的是这个工会的码', '不是居民身份证？'],
  ['guest', '/listen', '您做什么工作'],
  ['guest', '/listen', '您做什么工作', '下一题'],
  ['guest', '/track', '这台手机上没有申请记录'],
  ['guest', '/track#:waiting', '正在审批您的申请'],
  ['guest', '/track#:waiting', '正在审批您的申请', '撤回申请'],
  ['guest', '/track#:returned', '改好再交'],
  ['guest', '/fault', '这台手机上没有报过问题'],
  ['guest', '/said', '这台手机上没有提过意见或心愿'],
  ['guest', '/said#:said', '工会一般在 15 天内回复'],
  ['guest', '/signin', '用手机号登录，不用密码'],
  ['guest', '/me', '登录后能看到会员卡'],
  ['guest', '/host', '这台手机上还没有站点'],
  ['guest', '/book', '请从场所的页面打开'],
  ['guest', '/unit', '这一页要从工会发来的链接打开'],
  ['guest', '/notice', '觉得不符，可以提意见'],
  ['guest', '/nowhere', '没有这一页', '提意见'],
  ['member', '/', '工会会员'],
  ['member', '/me', '我们留着您的哪些信息'],
  ['guest', '/me/rights', '用手机号登录后'],
  ['member', '/me/rights', '打开了您的资料'],
  ['member', '/me/rights', '打开了您的资料', '收回同意，退会'],
  ['applicant', '/me/rights', '入会申请'],
  ['applicant', '/', '有一处要改'],
  ['applicant', '/me', '有一处要改'],
  ['mover', '/me', '您的会籍要转到新的工会吗？'],
  ['mover', '/me', '您的会籍要转到新的工会吗？', '不同意'],
];
const STAFF: readonly Row[] = [
  ['guest', '/staff/signin', '工作人员登录', '下一步'],
  ['guest', '/staff/invite', '链接不完整', '提意见'],
  ['guest', '/staff/oidc', '这里没有要处理的登录'],
  ['officer', '/staff/', '今天有'],
  ['officer', '/staff/', '今天有', '提意见'],
  ['chair', '/staff/rhythm', '每天超过 10 小时'],
  ['chair', '/staff/rhythm?by=area&measure=rest', '同样的数，列成表'],
  ['chair', '/staff/rhythm?quarter=2022Q1', '先不显示'],
  ['chair', '/staff/faults', '等处理的'],
  ['chair', '/staff/visits', '留下需求，不留照片'],
  ['chair', '/staff/visits', '留下需求，不留照片', '计划走访'],
  ['chair', '/staff/visits?state=cancelled&q=没有这样的', '没有符合的走访'],
  ['officer', '/staff/visits/:visit', '点完六下的有'],
  ['officer', '/staff/visits/:visit', '点完六下的有', `记需求 ${STREET_UNION}`],
  ['chair', '/staff/hotline', '最近的导入'],
  ['officer', '/staff/hotline?intake=:hotline', '各列是什么'],
  ['officer', '/staff/supplies', '方便面'],
  ['chair', '/staff/titles', '持有称号'],
  ['chair', '/staff/titles/templates', '称号标准'],
  ['chair', '/staff/bookings', '房间预约'],
  ['chair', '/staff/places/calendar', '放假安排'],
  ['chair', '/staff/places/intake', '最近的导入'],
  ['officer', '/staff/places/intake/:intake', '各列是什么'],
  ['officer', '/staff/places/:place?tab=hours', '每周开放时间'],
  ['officer', '/staff/places/:place?tab=faults', '去看过了吗'],
  ['officer', '/staff/places/:place?tab=host', '给负责人的链接'],
  ['officer', '/staff/places/:place?tab=supplies', '物资'],
  ['officer', '/staff/places/:place?tab=titles', '称号'],
  ['officer', '/staff/places/:place?tab=photos', '照片'],
  ['officer', '/staff/places/:place?tab=rooms', '添加房间'],
  ['officer', '/staff/orgs', '回龙观街道总工会'],
  ['officer', '/staff/orgs?list=1', '已列出'],
  ['officer', '/staff/orgs/:org', '入会二维码'],
  ['chair', '/staff/orgs/:org', '入会二维码', '邀请'],
  ['chair', '/staff/orgs', '昌平区总工会', '新建'],
  ['officer', '/staff/applications', '已列出'],
  ['officer', '/staff/applications', '已列出', '选中'],
  ['officer', '/staff/applications', '已列出', '选中', '批准'],
  ['officer', '/staff/applications', '已列出', '选中', '退回补正'],
  ['officer', '/staff/applications?open=:application', '归哪个工会'],
  ['officer', '/staff/people', '已列出'],
  ['officer', '/staff/people?open=:person', '下载入会申请书和登记表'],
  ['officer', '/staff/people?open=:person', '下载入会申请书和登记表', '显示完整号码'],
  ['chair', '/staff/people', '已列出', '更多筛选'],
  ['chair', '/staff/people', '已列出', '列和排序'],
  ['chair', '/staff/people', '已列出', '导出 Excel'],
  ['chair', '/staff/people', '已列出', '存为视图'],
  ['chair', '/staff/people?group=not_reached', '请他们入会'],
  ['chair', '/staff/people?group=left&open=:left', '会籍还没有处理'],
  ['chair', '/staff/people?group=left&open=:left', '会籍还没有处理', '转会'],
  ['chair', '/staff/people?group=left&open=:left', '会籍还没有处理', '保留会籍'],
  ['chair', '/staff/people?group=left&open=:left', '会籍还没有处理', '退会'],
  ['chair', '/staff/rosters', '已列出'],
  ['chair', '/staff/rosters?open=:employer', '历次核对'],
  ['chair', '/staff/rosters/:mapping', '已对上 7 列'],
  ['chair', '/staff/rosters/:compared?q=欧阳', '记入花名册'],
  ['chair', '/staff/rosters/:compared?q=欧阳', '记入花名册', '选中'],
  ['chair', '/staff/rosters/:compared?q=欧阳', '记入花名册', '确认核对'],
  ['chair', '/staff/rosters/:compared?show=left', '会籍待处理'],
  ['chair', '/staff/rosters/:compared?show=refused&q=沈', '请对照证件改正'],
  ['chair', '/staff/rosters/:applied?q=欧阳', '已写入'],
  ['chair', '/staff/coverage', '每 100 人里'],
  ['chair', '/staff/coverage?by=employer', '每 100 人里'],
  ['chair', '/staff/transfers', '已列出'],
  ['chair', '/staff/transfers', '已列出', '接收转会'],
  ['chair', '/staff/transfers?open=:transfer', '经过'],
  ['chair', '/staff/transfers?open=:transfer', '经过', '同意接转'],
  ['chair', '/staff/forms', '已列出'],
  ['chair', '/staff/forms/:form', '怎样写'],
  ['chair', '/staff/forms/:form', '怎样写', '填好并导出'],
  ['chair', '/staff/rights', '已列出'],
  ['chair', '/staff/rights?open=:request', '已用短信验证码核实'],
  ['chair', '/staff/rights?open=:request', '已用短信验证码核实', '按此更正'],
  ['chair', '/staff/rights?open=:request', '已用短信验证码核实', '不能办'],
  ['auditor', '/staff/retention', '会籍终止已久的人的资料'],
  ['officer', '/staff/places', '已列出'],
  ['officer', '/staff/places', '已列出', '选中'],
  ['officer', '/staff/places', '已列出', '选中', '临时关闭'],
  ['officer', '/staff/places', '已列出', '新建地方'],
  ['officer', '/staff/places/:place', '怎么进去'],
  ['officer', '/staff/places/:place', '怎么进去', '修改在哪里'],
  ['officer', '/staff/places/:place', '怎么进去', '修改设施'],
  ['officer', '/staff/places/:place', '怎么进去', '改位置'],
  ['chair', '/staff/places/terms', '历次清单'],
  ['admin', '/staff/places/terms', '添加设施'],
  ['city', '/staff/items', '已列出'],
  ['city', '/staff/items/:item', '佐证材料'],
  ['city', '/staff/items/:item', '佐证材料', '报结果'],
  ['city', '/staff/meetings/:meeting?tab=agenda', '上次议定事项'],
  ['city', '/staff/meetings/:meeting?tab=notice', '出席'],
  ['city', '/staff/meetings/:meeting?tab=answers', '请一个单位'],
  ['city', '/staff/meetings/:meeting?tab=minutes', '纪要'],
  ['city', '/staff/meetings/:meeting?tab=papers', '签到'],
  ['city', '/staff/bodies/:body', '成员单位'],
  ['city', '/staff/bodies/:body', '成员单位', '办理情况'],
  ['city', '/staff/meetings/:meeting?tab=items', '快速添加'],
  ['city', '/staff/meetings/:meeting?tab=items', '快速添加', '填写全部'],
  ['officer', '/staff/voices', '已列出'],
  ['officer', '/staff/voices', '已列出', '回复'],
  ['chair', '/staff/voices', '已列出', '联系方式'],
  ['chair', '/staff/concerns', '等着办'],
  ['chair', '/staff/concerns?tab=alike', '还没归并的意见'],
  ['chair', '/staff/concerns/:concern', '办到哪一步'],
  ['chair', '/staff/concerns/:concern', '办到哪一步', '转办'],
  ['chair', '/staff/concerns/:concern', '办到哪一步', '答复大家'],
  ['chair', '/staff/concerns/:concern', '办到哪一步', '改文字'],
  ['chair', '/staff/voices?overdue=yes', '超过 15 天没回复'],
  ['admin', '/staff/', '每天夜里自动备份'],
  ['auditor', '/staff/', '在“审计记录”里'],
  ['auditor', '/staff/audit', '已列出'],
  ['auditor', '/staff/audit', '已列出', '更多筛选'],
  ['auditor', '/staff/audit', '已列出', '导出 Excel'],
  ['auditor', '/staff/audit?open=:entry', '请求编号'],
  ['auditor', '/staff/audit?about=nobody', '没有符合的记录'],
  ['officer', '/staff/meetings', '联席会议'],
  ['chair', '/staff/meetings', '联席会议', '设立联席会议'],
  ['officer', '/staff/account', '我的角色'],
  ['officer', '/staff/nowhere', '没有这一页'],
];
const LOOKS: Readonly<Record<'worker' | 'staff', Readonly<Record<string, BrowserContextOptions>>>> = {
  worker: { light: PHONE, dark: { ...PHONE, colorScheme: 'dark' }, elder: PHONE },
  staff: { desk: {}, narrow: PHONE },
};
const NARROW = [390, 320];

/** The chair of the city’s federation, whose reach has the joint meeting of the demo. */
const CITY = '13900000005';
/** Whose reconciles are left at which step. */
const EMPLOYERS = [
  ['mapping', '北京明砺家居有限公司'],
  ['compared', '北京福畦信息安全有限公司'],
  ['applied', '北京元禾数据技术有限公司'],
] as const;

type Session = Exclude<BrowserContextOptions['storageState'], string | undefined>;
const sessions: Partial<Record<Who, Session>> = {};
const known: Record<string, string> = {};

beforeAll(async () => {
  const station = {
    name: '无障碍驿站',
    position: { lat: 40.07, lng: 116.33, datum: 'wgs84' },
    hours: ALL_DAY,
  };
  [known['station'] = ''] = await newStations(stage.server, [
    { ...station, facilities: ['water', 'toilet'] },
  ]);
  const voice = { text: '热水器又坏了', page: '/near', contact: '13900008899' };
  const said = await fetch(`${stage.server.url}/api/voices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(voice),
  });
  known['said'] = ((await said.json()) as { token: string }).token;
  known['waiting'] = await applied(stage, newPerson());
  const signIns: Record<Exclude<Who, 'guest'>, (page: Page) => Promise<void>> = {
    member: (page) => signInByCode(stage, page, '13900001001'),
    applicant: (page) => signInByCode(stage, page, '13900001002'),
    mover: (page) => signInByCode(stage, page, '13900001003'),
    officer: (page) => signInAtDesk(stage, page, OFFICER),
    chair: (page) => signInAtDesk(stage, page, CHAIR),
    city: (page) => signInAtDesk(stage, page, CITY),
    admin: (page) => signInAtDesk(stage, page, ADMIN),
    auditor: (page) => signInAtDesk(stage, page, AUDITOR),
  };
  for (const [who, signIn] of Object.entries(signIns)) {
    const page = await stage.desk();
    await signIn(page);
    sessions[who as Who] = await page.context().storageState();
    if (who === 'applicant') await learnReturned(page);
    if (who === 'officer') await learnIds(page);
    if (who === 'chair') await learnMore(page);
    if (who === 'city') await learnItem(page);
    if (who === 'auditor') {
      await goToPlace(page, '审计记录');
      await page.getByRole('button', { name: '看人员名单' }).first().click();
      await page.waitForURL('**open=*');
      known['entry'] = new URL(page.url()).searchParams.get('open')!;
    }
  }
});

async function learnReturned(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: '看进度' }).click();
  await page.waitForURL('**/track#*');
  known['returned'] = new URL(page.url()).hash.slice(1);
}

async function learnIds(page: Page): Promise<void> {
  await goToPlace(page, '工会与单位');
  await page.getByRole('link', { name: STREET_UNION }).click();
  await page.waitForURL('**/orgs/*');
  known['org'] = page.url().split('/').at(-1)!;
  known['place'] = await page.evaluate(async (orgId) => {
    const place = {
      orgId: Number(orgId),
      name: '无障碍检查驿站',
      kind: 'warm_station',
      roles: ['station'],
      buildMode: 'own',
      state: 'open',
      position: { lat: 40.07, lng: 116.33, datum: 'wgs84' },
      facilities: ['water', 'toilet'],
    };
    const headers = { 'content-type': 'application/json', 'idempotency-key': `axe-place-${orgId}` };
    const answer = await fetch('/api/places', { method: 'POST', headers, body: JSON.stringify(place) });
    return ((await answer.json()) as { id: string }).id;
  }, known['org']);
  known['visit'] = await page.evaluate(async (orgId) => {
    const visit = {
      orgId: Number(orgId),
      title: '无障碍走访',
      day: '2030-01-05',
      stops: [{ unionId: Number(orgId) }],
    };
    const headers = { 'content-type': 'application/json', 'idempotency-key': `axe-visit-${orgId}` };
    const answer = await fetch('/api/visits', { method: 'POST', headers, body: JSON.stringify(visit) });
    return ((await answer.json()) as { id: string }).id;
  }, known['org']);
  known['hotline'] = await page.evaluate(async (orgId) => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': `axe-hotline-${orgId}` };
    const url = `/api/hotline/intakes?orgId=${orgId}&name=list.csv`;
    const body = '工单编号,联系电话,诉求内容\naxe-1,,要热水';
    const answer = await fetch(url, { method: 'POST', headers, body });
    return ((await answer.json()) as { id: string }).id;
  }, known['org']);
  known['intake'] = await page.evaluate(async (orgId) => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': `axe-intake-${orgId}` };
    const url = `/api/places/intakes?orgId=${orgId}&name=list.csv`;
    const answer = await fetch(url, { method: 'POST', headers, body: '名称,地址\n无障碍名单驿站,西大街' });
    return ((await answer.json()) as { id: string }).id;
  }, known['org']);
  known['concern'] = await page.evaluate(groupVoices, Number(known['org']));
  for (const [place, id] of [
    ['入会申请', 'application'],
    ['会员', 'person'],
  ] as const) {
    await goToPlace(page, place);
    await learnFirst(page, id);
  }
}

/** Says three times the same at a union, and makes a concern of the first. Returns its id. Runs in the page. */
async function groupVoices(orgId: number): Promise<string> {
  const send = async (path: string, body: object): Promise<{ id: string }> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await answer.json()) as { id: string };
  };
  const say = (text: string) => send('/api/voices', { text, orgId, page: '/' });
  const { id } = await say('夜里等单没有地方休息');
  await say('夜里没有地方能休息');
  await say('夜里没有地方可以休息');
  return (await send('/api/concerns', { orgId, title: '夜里休息', voiceIds: [id] })).id;
}

/** Opens the first of the list, and keeps its id. */
async function learnFirst(page: Page, id: string): Promise<void> {
  await page.getByRole('row').nth(1).getByRole('button').first().click();
  await page.waitForURL('**open=*');
  known[id] = new URL(page.url()).searchParams.get('open')!;
  await page.keyboard.press('Escape');
}

/** An overdue item of the joint meeting of the demo, and the meeting at which it was agreed. */
async function learnItem(page: Page): Promise<void> {
  await page.goto('/staff/items?show=overdue');
  const row = page.getByRole('row').nth(1);
  const idOf = async (nth: number): Promise<string> =>
    (await row.getByRole('link').nth(nth).getAttribute('href'))!
      .split(/[/?]/)
      .find((part) => part.length === 36)!;
  known['item'] = await idOf(0);
  known['meeting'] = await idOf(1);
  await page.goto('/staff/meetings');
  const body = await page.locator('a[href^="/staff/bodies/"]').first().getAttribute('href');
  known['body'] = body!.split('/').at(-1)!;
}

/** Somebody who left, a transfer, a form; and a reconcile at each of its steps. */
async function learnMore(page: Page): Promise<void> {
  await page.goto('/staff/people?group=left');
  await learnFirst(page, 'left');
  await goToPlace(page, '转会');
  await learnFirst(page, 'transfer');
  await goToPlace(page, '本人请求');
  await learnFirst(page, 'request');
  await goToPlace(page, '报表模板');
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.waitForURL('**/forms/*');
  known['form'] = page.url().split('/').at(-1)!;
  await goToPlace(page, '花名册');
  await learnFirst(page, 'employer');
  for (const [step, employer] of EMPLOYERS) {
    await page.goto('/staff/rosters');
    await beginRoster(page, employer, HR_EXPORT);
    known[step] = page.url().split('/').at(-1)!;
    if (step === 'mapping') continue;
    await page.getByRole('button', { name: '看差异' }).click();
    await page.getByRole('button', { name: '确认核对' }).click();
    if (step === 'compared') continue;
    await page.getByRole('dialog').getByRole('button', { name: /确认/ }).click();
    await page.getByRole('heading', { name: '逐行看' }).waitFor();
  }
}

describe('nobody is shut out of', () => {
  const all = [
    ...WORKER.map((row) => ['worker', row] as const),
    ...STAFF.map((row) => ['staff', row] as const),
  ];
  const cases = all.map(([surface, row]) => ({ surface, row, name: nameOf(row) }));

  test.each(cases)('$name', async ({ surface, row: [who, path, shows, ...press] }) => {
    for (const [look, options] of Object.entries(LOOKS[surface])) {
      const page = await openAs(who, options);
      if (look === 'elder') await makeLarge(page);
      await show(page, path, shows, press);
      expect([look, await findings(page)]).toEqual([look, []]);
      for (const narrow of options.viewport ? NARROW : []) {
        await page.setViewportSize({ width: narrow, height: 844 });
        await expect.poll(() => page.evaluate(pageWidth), { message: look, ...PATIENCE }).toBe(narrow);
      }
      await page.context().close();
    }
  });
});

test('the tables above name every page that there is', () => {
  const named = [...WORKER, ...STAFF].map(([, path]) => path.split(/[?#]/)[0]!.replace(/:[a-z]+/, '$id'));
  const shell = readFileSync(new URL('../src/web/worker/shell.tsx', import.meta.url), 'utf8');
  const router = readFileSync(new URL('../src/web/staff/router.tsx', import.meta.url), 'utf8');
  const worker = [...shell.matchAll(/^ {2}'(\/[^']*)': /gm)].map((match) => match[1]!);
  const staff = [...router.matchAll(/\bpath: '([^']+)'/g)].map(
    (match) => `/staff${match[1]!.replace(/^\$$/, '/nowhere')}`,
  );
  expect(worker.length).toBeGreaterThan(4);
  expect(staff.length).toBeGreaterThan(8);
  expect([...worker, ...staff].filter((path) => !named.includes(path))).toEqual([]);
});

function nameOf([who, path, _shows, ...press]: Row): string {
  return [`${path} as ${who}`, ...press].join(' › ');
}

function openAs(who: Who, options: BrowserContextOptions): Promise<Page> {
  const session = sessions[who];
  return stage.desk({ ...options, ...(session ? { storageState: session } : {}) });
}

async function makeLarge(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: '大字' }).click();
}

async function show(page: Page, path: string, shows: string, press: readonly string[]): Promise<void> {
  await page.goto(path.replaceAll(/:([a-z]+)/g, (_place, name: string) => known[name] ?? name));
  // A new fragment alone is no new page to the browser.
  if (path.includes('#')) await page.reload();
  await page.getByText(shows).filter({ visible: true }).first().waitFor();
  for (const name of press) {
    const boxes = page.getByRole('checkbox', { name });
    const button = page.getByRole('button', { name, exact: true }).first();
    await ((await boxes.count()) > 0 ? boxes.last() : button).click();
  }
  if (press.length > 0) await settled(page);
  await page.getByText('正在读取…').first().waitFor({ state: 'hidden' });
}

/** What was pressed has had its effect: a dialog, a fault at a field, more fields, something to do with a selection. */
async function settled(page: Page): Promise<void> {
  const effects = page.locator(
    '[role=dialog], dialog, [aria-invalid=true], select, .selection, .roster-bar[role=region], .filters [aria-expanded=true]',
  );
  await effects.filter({ visible: true }).first().waitFor();
}

/**
 * What axe finds to be serious or worse, one line each. It checks all it knows, and writes down what is wrong only: to
 * describe every element that is right takes it as long as the checks.
 */
async function findings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await axe.setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
}
