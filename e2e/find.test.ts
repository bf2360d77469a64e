import { expect, test } from 'vitest';
import { downloaded, rowsOf } from './sheets.ts';
import { setStage } from './stage.ts';
import { CHAIR, choose, goToPlace, listed, signInAtDesk } from './steps.ts';

const stage = setStage();
const COURIER = '林晓峰';
/** Of nobody in the demo. */
const UNKNOWN = '13900009999';
const VIEW = '货运的司机';

test('a chair finds people by initials and by a whole number, which no address ever holds', async () => {
  const page = await stage.desk();
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  await signInAtDesk(stage, page, CHAIR);
  await goToPlace(page, '会员');
  await page.keyboard.press('/');
  await page.keyboard.type('lxf');
  await page.getByRole('row').filter({ hasText: COURIER }).waitFor();
  await page.waitForURL('**/people?q=lxf');

  const field = page.getByRole('searchbox');
  // As it is copied from a chat.
  await field.fill('139 0000 1001');
  await page.getByText('这是号码：按回车查找').waitFor();
  await field.press('Enter');
  const record = page.getByRole('dialog', { name: '个人记录' });
  await record.getByRole('heading', { name: COURIER }).waitFor();
  await record.getByText('139****1001').waitFor();
  await page.keyboard.press('Escape');
  await record.waitFor({ state: 'hidden' });

  await field.fill(UNKNOWN.slice(0, 4));
  await field.press('Enter');
  await page.getByText('号码要写完整').waitFor();
  await field.fill(UNKNOWN);
  await field.press('Enter');
  await page.getByText('您的范围内没有这个号码的人').waitFor();
  await page.goBack();
  await page.goForward();
  const plain = addresses.map((address) => decodeURIComponent(address).replaceAll(/[\s+-]/g, ''));
  expect(plain.some((address) => address.includes('lxf'))).toBe(true);
  expect(plain.filter((address) => address.includes('1390000'))).toEqual([]);
});

test('filters are kept as a view, and the list goes into a file for a stated purpose', async () => {
  const page = await stage.desk();
  await signInAtDesk(stage, page, CHAIR);
  await goToPlace(page, '会员');
  await page.getByRole('button', { name: '更多筛选' }).click();
  await choose(page, '职业', '货车司机');
  await page.waitForURL('**/people?occupation=truck_driver');
  await page.getByRole('row').nth(1).getByText('货车司机').waitFor();
  const total = Number(/共 (\d+) 条/.exec((await page.getByText(/^已列出/).textContent())!)![1]);
  await page.getByRole('button', { name: '存为视图' }).click();
  const naming = page.getByRole('dialog', { name: '把现在的筛选和列存为视图' });
  await naming.getByRole('button', { name: '存下' }).click();
  await naming.getByText('请写一个名称').waitFor();
  await naming.getByLabel('名称').fill(VIEW);
  await naming.getByRole('button', { name: '存下' }).click();
  await page.getByText('已存下').waitFor();

  // In another window, from the list as it begins.
  const later = await page.context().newPage();
  await later.goto('/staff/people');
  await later.getByRole('navigation', { name: '存下的视图' }).getByRole('link', { name: VIEW }).click();
  await later.waitForURL('**/people?occupation=truck_driver');
  await listed(later, 50, total);
  await later.getByRole('button', { name: '导出 Excel' }).click();
  const dialog = later.getByRole('dialog', { name: '导出名单' });
  await dialog.getByText(`按现在的筛选导出，共 ${total} 人`).waitFor();
  const ok = dialog.getByRole('button', { name: '记录并导出' });
  await ok.click();
  await dialog.getByText('请写明用途').waitFor();
  await dialog.getByRole('checkbox', { name: '完整手机号' }).check();
  await dialog.getByText('文件里会有完整的证件号或手机号').waitFor();
  await dialog.getByRole('button', { name: '年度会籍核对' }).click();
  const { name, book } = await downloaded(later, ok);
  await later.getByText('已导出，文件在浏览器的下载里').waitFor();
  expect(name).toMatch(/\.xlsx$/);
  const [titles, ...people] = rowsOf(book.worksheets[0]!);
  expect(titles).toEqual(expect.arrayContaining(['姓名', '职业', '所属工会', '手机号']));
  expect(people).toHaveLength(total);
  const column = (title: string): string[] => people.map((row) => row[titles!.indexOf(title)]!);
  expect(new Set(column('职业'))).toEqual(new Set(['货车司机']));
  expect(column('手机号').filter((phone) => !/^(1\d{10})?$/.test(phone))).toEqual([]);

  await later.getByRole('button', { name: `删除视图“${VIEW}”` }).click();
  const sure = later.getByRole('dialog', { name: `删除视图“${VIEW}”？` });
  await sure.getByRole('button', { name: '删除', exact: true }).click();
  await later.getByRole('navigation', { name: '存下的视图' }).waitFor({ state: 'hidden' });
});
