import { fileURLToPath } from 'node:url';
import type { FileChooser, Locator, Page } from 'playwright-core';
import type { Person } from './people.ts';
import type { RunningServer } from './server.ts';

/** What people do in several journeys, as they do it: by what is written on the page. */
interface Served {
  readonly server: RunningServer;
}

export const OFFICER = '13900000003';
export const CHAIR = '13900000002';
/** Of Haidian, whose joint meeting the demo has. */
export const HAIDIAN_CHAIR = '13900000006';
export const ADMIN = '13900000001';
export const AUDITOR = '13900000004';
/** The street that they look after, as its poster names it. */
export const STREET = '110114011';
export const STREET_UNION = '回龙观街道总工会';
/** 1,220 people as an HR system has them, with the faults of a real export. */
export const HR_EXPORT = fileURLToPath(new URL('rosters/hr-export.xlsx', import.meta.url));

/** Fills the four fields and agrees; nothing is sent yet. */
export async function fillForm(page: Page, { name, idNo, phone }: Person, work = '快递员'): Promise<void> {
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('身份证号', { exact: true }).fill(idNo);
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('radio', { name: work, exact: true }).check();
  await page.getByRole('checkbox', { name: /同意/ }).check();
}

/** Applies by the QR of the street, and waits for the page that shows where it stands. */
export async function apply(page: Page, person: Person, work?: string): Promise<void> {
  await page.goto(`/join?a=${STREET}`);
  await fillForm(page, person, work);
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('交上了').waitFor();
}

/** An application that somebody made before the journey begins, by the API of the form. Returns its tracking token. */
export async function applied(
  { server }: Served,
  person: Person,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const answer = await fetch(`${server.url}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...person, occupation: 'service', areaCode: STREET, consent: true, ...more }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { token: string }).token;
}

/** Phone and code; afterwards the page one came for. */
export async function signInByCode({ server }: Served, page: Page, phone: string): Promise<void> {
  await page.goto('/signin?next=/me');
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByLabel('验证码').fill(await server.codeFor(phone));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(({ pathname }) => pathname === '/me');
}

export async function enterPassword(page: Page, phone: string, password: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '下一步' }).click();
}

/** In at the staff's door, at the list of what is to be done. */
export async function signInAtDesk({ server }: Served, page: Page, phone: string): Promise<void> {
  await page.goto('/staff/');
  await enterPassword(page, phone, server.password);
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}

/** The line on the home that says so; the home shows five, and the rest when asked. */
export async function findTodo(page: Page, title: RegExp | string): Promise<Locator> {
  // Until every answer is here the order may change: only then does the heading count them.
  await page.getByRole('heading', { level: 1, name: /今天有/ }).waitFor();
  const more = page.getByRole('button', { name: '现在就看' });
  if (await more.isVisible()) await more.click();
  const line = page.locator('.todo').filter({ has: page.getByText(title) });
  await line.waitFor();
  return line;
}

/** To another page by the navigation at the side. */
export async function goToPlace(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Looks for `text` in the list of the page and waits until the list says how many there are. */
export async function search(page: Page, text: string, count: number): Promise<void> {
  await page.getByRole('searchbox').fill(text);
  await listed(page, count, count);
}

/** A file on the disk by its path, or one that is nowhere yet. */
type Chosen = Parameters<FileChooser['setFiles']>[0];

/** Presses what opens the choosing of a file, and chooses one. */
export async function chooseFile(page: Page, opener: Locator, file: Chosen): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), opener.click()]);
  await chooser.setFiles(file);
}

/** Types the name into a picker of organisations and takes it from the list. */
export async function chooseOrg(page: Page, picker: Locator, name: string): Promise<void> {
  await picker.fill(name);
  await page.getByTitle(name, { exact: true }).click();
}

/** Waits until the list of the page says how much of it there is. */
export async function listed(page: Page, shown: number, total: number): Promise<void> {
  const say = (count: number): string => count.toLocaleString('en-GB');
  await page.getByText(`已列出 ${say(shown)} 条，共 ${say(total)} 条`, { exact: true }).waitFor();
}

/** Another value in a filter, by the name of the filter. */
export async function choose(page: Page, filter: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: filter }).click();
  await page.getByTitle(value, { exact: true }).click();
}

/** From the list of rosters: a file, whose it is, and on to its columns. */
export async function beginRoster(page: Page, org: string, file: Chosen): Promise<void> {
  await chooseFile(page, page.getByRole('button', { name: '选择文件' }), file);
  await chooseOrg(page, page.getByRole('combobox', { name: '这是谁的花名册' }), org);
  await page.getByRole('button', { name: '上传，去对列' }).click();
  await page.getByRole('heading', { level: 1, name: `花名册核对 · ${org}` }).waitFor();
}
