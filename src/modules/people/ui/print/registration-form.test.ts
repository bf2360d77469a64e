import { describe, expect, it } from 'vitest';
import { inkOf, outlineOf, visible, type Glyph, type Ink } from '#kernel/docs/ink';
import { registrationForm, type RegistrationFormInput } from './registration-form.ts';

const NOW = new Date('2026-01-12T08:00:00Z');

const BLANK: RegistrationFormInput = {
  memberNo: null,
  name: '王小梅',
  gender: null,
  bornOn: null,
  ethnicity: null,
  education: null,
  nativePlace: null,
  politicalStatus: null,
  idType: null,
  idNumber: null,
  phone: null,
  occupation: null,
  employer: null,
  position: null,
  professionalTitle: null,
  union: '北京回龙观新业态工会联合会',
  opinion: null,
  resolutionNo: null,
  resolvedOn: null,
  remark: null,
  appliedOn: null,
};

const FULL: RegistrationFormInput = {
  memberNo: '1101140012345678',
  name: '阿卜杜热伊木·买买提吐尔逊江·阿卜杜拉合曼',
  gender: '男',
  bornOn: '1990年3月7日',
  ethnicity: '维吾尔族',
  education: '大学专科',
  nativePlace: '新疆维吾尔自治区喀什地区疏附县',
  politicalStatus: '中国共产主义青年团团员',
  idType: '居民身份证',
  idNumber: '653121199003070018',
  phone: '138 0013 8000',
  occupation: '网约配送员（外卖专送骑手）',
  employer: '北京市昌平区回龙观新业态城市即时配送服务有限责任公司第二分公司',
  position: '骑手兼站点安全生产监督员',
  professionalTitle: '高级工程师（信息系统项目管理）',
  union: '北京市昌平区回龙观街道新就业形态劳动者工会联合会',
  opinion:
    '经2026年1月12日工会委员会第3次会议审议，该同志符合入会条件，本人自愿，手续齐备，' +
    '同意接收为中国工会会员。会费自2026年2月起缴纳。',
  resolutionNo: '昌回新工决〔2026〕3号',
  resolvedOn: '2026年1月12日',
  remark: '由周转库转入。',
  appliedOn: '2026年1月8日',
};

const CROWDED: RegistrationFormInput = {
  ...FULL,
  name: 'Muhammad-Abdurehim-Abdulla-'.repeat(3),
  employer: `${'很长的单位名称'.repeat(60)}${'ABCDEFGHIJ0123456789'.repeat(6)}`,
  remark: '备注的话很多，'.repeat(30),
};

const print = async (input: RegistrationFormInput): Promise<Ink> => inkOf(await registrationForm(input, NOW));

/** Straight strokes, edge by edge; the seal's circle is the only curve. */
function edgesOf(ink: Ink, page: number): [x1: number, y1: number, x2: number, y2: number][] {
  return ink.rulings
    .filter((ruling) => ruling.page === page && !ruling.curved)
    .flatMap(({ points }) =>
      points.slice(1).map(([x, y], i): [number, number, number, number] => [...points[i]!, x, y]),
    );
}

/** Pairs of glyphs that lie on each other, glyphs that a line strikes through, ink beyond the margins. */
function clashes(ink: Ink): string[] {
  const found: string[] = [];
  const inked = ink.glyphs.filter(({ outline }) => outline !== '');
  for (const [i, { page, char, box }] of inked.entries()) {
    const [right, lower] = [box.x + box.width, box.y + box.height];
    if (box.x < 15 || right > 195 || box.y < 12 || lower > 285) found.push(`${char} is off page ${page}`);
    for (const [x1, y1, x2, y2] of edgesOf(ink, page))
      if (
        Math.max(x1, x2) > box.x &&
        Math.min(x1, x2) < right &&
        Math.max(y1, y2) > box.y &&
        Math.min(y1, y2) < lower
      )
        found.push(`${char} is struck through on page ${page}`);
    for (const other of inked.slice(i + 1)) {
      const across = Math.min(right, other.box.x + other.box.width) - Math.max(box.x, other.box.x);
      const down = Math.min(lower, other.box.y + other.box.height) - Math.max(box.y, other.box.y);
      if (other.page === page && across > 0.3 && down > 0.3) found.push(`${char} lies on ${other.char}`);
    }
  }
  for (let page = 1; page <= ink.pages; page++)
    if (edgesOf(ink, page).some((edge) => Math.max(edge[1], edge[3]) > 285))
      found.push(`a line is off page ${page}`);
  return found;
}

const pageOf = (ink: Ink, page: number): Glyph[] => ink.glyphs.filter((glyph) => glyph.page === page);

describe('the registration form', () => {
  it('prints the letter on one page and the table on the next, with every value on it', async () => {
    const ink = await print(FULL);
    expect(ink.pages).toBe(2);
    expect(visible(pageOf(ink, 1))).toContain('我自愿加入中华全国总工会，遵守工会章程，执行工会决议，');
    const table = visible(pageOf(ink, 2));
    for (const value of Object.values(FULL)) expect(table).toContain(value!.replaceAll(' ', ''));
    expect(ink.glyphs.filter((glyph) => glyph.outline !== outlineOf(glyph.char))).toEqual([]);
  });

  it.each([
    ['blank', BLANK, 2],
    ['full', FULL, 2],
    ['crowded', CROWDED, 3],
  ])('sets the %s form with nothing clipped, struck through or overlapping', async (_, input, pages) => {
    const ink = await print(input);
    expect(ink.pages).toBe(pages);
    expect(clashes(ink)).toEqual([]);
    for (const value of Object.values(input))
      if (value) expect(visible(ink.glyphs)).toContain(value.replaceAll(' ', ''));
  });

  it.each([
    ['blank', BLANK],
    ['full', FULL],
    ['crowded', CROWDED],
  ])('keeps a room of 45 × 45 mm for the seal on the %s form', async (_, input) => {
    const ink = await print(input);
    const circle = ink.rulings.find(({ curved }) => curved)!;
    const [xs, ys] = [circle.points.map(([x]) => x), circle.points.map(([, y]) => y)];
    const room = { x1: Math.min(...xs), x2: Math.max(...xs), y1: Math.min(...ys), y2: Math.max(...ys) };
    expect(room.x2 - room.x1).toBeGreaterThanOrEqual(44.99);
    const inside = pageOf(ink, circle.page).filter(
      ({ box }) =>
        box.x + box.width > room.x1 && box.x < room.x2 && box.y + box.height > room.y1 && box.y < room.y2,
    );
    expect(visible(inside)).toBe('盖章处');
    const edges = edgesOf(ink, circle.page).filter(
      ([x1, y1, x2, y2]) =>
        Math.max(x1, x2) > room.x1 &&
        Math.min(x1, x2) < room.x2 &&
        Math.max(y1, y2) > room.y1 &&
        Math.min(y1, y2) < room.y2,
    );
    expect(edges).toEqual([]);
  });

  it('asks for nothing that joining does not need', async () => {
    const { glyphs } = await print(BLANK);
    expect(visible(glyphs).match(/不收集/g)).toHaveLength(4);
  });

  it('prints rare characters of names, and names by number those that need a pen', async () => {
    const rare = visible((await print({ ...BLANK, name: '䶮龘㛃𠮷' })).glyphs);
    expect(rare).toContain('姓名䶮龘㛃𠮷');
    expect(rare).not.toContain('〓');
    const lacking = visible((await print({ ...BLANK, name: '王𪚥' })).glyphs);
    expect(lacking).toContain('姓名王〓');
    expect(lacking).toContain('请手工填写：姓名（U+2A6A5）。');
  });

  it('is the same file for the same data at the same time', async () => {
    const [one, two] = [await registrationForm(FULL, NOW), await registrationForm(FULL, NOW)];
    expect(Buffer.compare(one, two)).toBe(0);
    expect(one.length).toBeLessThan(60_000);
  });
});
