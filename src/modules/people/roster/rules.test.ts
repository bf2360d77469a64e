import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextIdNumber } from '#kernel/testing';
import type { RosterField } from './contract.ts';
import { uglySheet } from './factory.ts';
import { diceOf } from './values/factory.ts';
import { guessSheet, looksLikeMembers, readRow, type Cell, type Reading, type SheetRow } from './rules.ts';

const TODAY = '2026-01-01';
const ID = '11010519491231002X';
const COLUMNS = [
  '序号',
  'name',
  'idNo',
  'phone',
  'department',
  'sex',
  'work',
  'hiredOn',
  'birthDate',
].flatMap((field, index) => (index > 0 ? [{ index, field: field as RosterField }] : []));

/** A row of those columns; the running number comes first. */
function read(...cells: Cell[]): Reading {
  return readRow({ no: 7, cells: [1, ...cells] }, COLUMNS, TODAY);
}

describe('a row', () => {
  test('says who somebody is', () => {
    expect(read('王明', ID, '+86 138-0013-8000', '后勤', '女', '送外卖', '2020/1/5', '1949-12-31')).toEqual({
      kind: 'row',
      given: {
        name: '王明',
        idType: 'resident_id',
        idNo: ID,
        phone: '13800138000',
        sex: 'female',
        birthDate: '1949-12-31',
        occupation: 'delivery_rider',
        employment: null,
        work: '送外卖',
        department: '后勤',
        position: null,
        employer: null,
        hiredOn: '2020-01-05',
        joinedOn: null,
        memberNo: null,
        education: null,
        politics: null,
        ethnicity: null,
        skill: null,
        idValidUntil: null,
        residence: null,
        migrant: null,
      },
      repairs: [],
      remarks: [],
    });
  });

  test('is used with remarks where an officer should look', () => {
    const remarks = (reading: Reading) => (reading.kind === 'row' ? reading.remarks : reading);
    expect(remarks(read('王明', ID, '', '', '男'))).toEqual(['sex_differs']);
    expect(remarks(read('王明', ID, '', '', '中'))).toEqual(['code_unread']);
    expect(remarks(read('王明', ID, '', '', '', '打杂'))).toEqual(['work_unread']);
    expect(remarks(read('王明', ID, '', '', '', '', '2021-02-30'))).toEqual(['date_unread']);
    expect(remarks(read('王明', ID, '', '', '', '', '', '1949-12-30'))).toEqual(['birth_differs']);
    expect(remarks(read('王明', ID, '', '', '', '', '', '1949.12'))).toEqual([]);
    expect(remarks(read('王明', ID, '', '', '', '', '', '1949.11'))).toEqual(['birth_differs']);
    expect(remarks(read('王明', ID, '', '', '', '', '某日', '某日'))).toEqual(['date_unread']);
  });

  test('keeps words for work that nobody knows, and takes what they leave open from the position', () => {
    const columns = [
      { index: 0, field: 'name' },
      { index: 1, field: 'idNo' },
      { index: 2, field: 'work' },
      { index: 3, field: 'position' },
    ] as const;
    const work = (...cells: Cell[]) => {
      const reading = readRow({ no: 2, cells: ['王明', ID, ...cells] }, columns, TODAY);
      if (reading.kind !== 'row') return reading.kind;
      const { occupation, employment, work: words } = reading.given;
      return [occupation, employment, words, ...reading.remarks];
    };
    expect(work('打杂', '')).toEqual([null, null, '打杂', 'work_unread']);
    expect(work('合同制', '快递员')).toEqual(['courier', 'contract', '合同制']);
    expect(work('', '快递员')).toEqual(['courier', null, '快递员']);
    expect(work('', '科员')).toEqual([null, null, null]);
    expect(work('外卖员', '快递员')).toEqual(['delivery_rider', null, '外卖员']);
  });

  test('is refused with one reason for each fault', () => {
    expect(read('王明', 110105194912310020, '138')).toEqual({
      kind: 'refused',
      name: '王明',
      refusals: ['id_lost_digits', 'phone_bad'],
      repairs: [],
      shown: '1.10105E+17',
    });
    expect(read('王 明', ID, '1380013800')).toEqual({
      kind: 'refused',
      name: '王明',
      refusals: ['phone_bad'],
      repairs: ['name_spaces'],
      shown: '138****00',
    });
    expect(read('12', ID)).toMatchObject({ refusals: ['name_bad'], shown: '12' });
    expect(read('', ID, '')).toMatchObject({ refusals: ['name_missing'], shown: '' });
    expect(read('', '', '13800138000')).toMatchObject({ refusals: ['id_missing', 'name_missing'] });
    expect(read('王明')).toMatchObject({ refusals: ['id_missing'] });
    expect(read('运营一线')).toMatchObject({ refusals: ['id_missing'] });
    expect(read('', '', '', '后勤', '男', '保安')).toMatchObject({
      refusals: ['id_missing', 'name_missing'],
    });
  });

  test('keeps codes as they are written', () => {
    const fields: RosterField[] = [
      'name',
      'idType',
      'idNo',
      'education',
      'skill',
      'residence',
      'migrant',
      'idValidUntil',
    ];
    const columns = fields.map((field, index) => ({ index, field }));
    const cells = ['王明', '1', ID, '11', 0, '110115', '1', '长期'];
    expect(readRow({ no: 2, cells }, columns, TODAY)).toMatchObject({
      given: { education: '11', skill: '0', residence: '110115', migrant: true, idValidUntil: '长期' },
      remarks: [],
    });
    expect(readRow({ no: 2, cells: cells.with(1, '9') }, columns, TODAY)).toMatchObject({
      remarks: ['code_unread'],
    });
  });

  test('of the union’s own register: by its date or number of membership', () => {
    expect(looksLikeMembers(COLUMNS)).toBe(false);
    expect(looksLikeMembers([{ field: 'memberNo' }])).toBe(true);
    expect(looksLikeMembers([{ field: 'joinedOn' }, { field: null }])).toBe(true);
  });
});

describe('a row that is nobody', () => {
  test.each<[string, Cell[]]>([
    ['blank', []],
    ['blank', [null, '', ' ', '　', '\t', '\u200b']],
    ['blank', [12, null, null]],
    ['blank', [12, '', '', '', '后勤']],
    ['blank', ['12', '-', '/', '']],
    ['total', ['合计']],
    ['total', ['合计', '', '', '', '', '', '', 1200]],
    ['total', ['', '总计', '32人']],
    ['total', ['合 计', 32]],
    ['total', ['', '小计：']],
    ['total', ['本页小计', '', 5]],
    ['total', ['共32人']],
    ['total', ['', '', '', '人数：32']],
    ['total', ['Total', 32]],
    ['total', ['制表人：赵敏', '', '', '审核人：李强', '', '日期：2025-03-01']],
    ['total', ['填表日期：2025年3月1日']],
    ['total', ['', '审核：']],
    ['total', ['单位负责人（签字）：', '', '', '（盖章）']],
    ['title', ['序号', '姓名', '身份证号', '电话']],
    ['title', ['No.', 'Name', 'ID No.', 'Mobile']],
    ['title', ['', '姓名']],
    ['title', ['一、运营部']],
    ['title', ['', '（二）后勤保障组']],
    ['title', ['', '第三车间', '', '', '35人']],
    ['title', ['', '安保部']],
    ['title', ['', '回龙观站点人员']],
    ['title', Array<Cell>(9).fill('运营二部')],
    ['title', ['备注：本表一式两份，由各单位盖章后报送。']],
    ['title', ['说明：带*的为必填']],
    ['title', ['', '必填', '文本格式，18位', '选填']],
    ['title', ['示例', '张三', '110101199003070000', '13800000000']],
    ['title', ['单位：某某公司', '', '联系人：王主任']],
    ['blank', ['', '', '', '', '总部']],
  ])('%s: %j', (kind, cells) => {
    expect(readRow({ no: 9, cells }, COLUMNS, TODAY).kind).toBe(kind);
  });

  test('is somebody all the same with a sound ID number, or a name beside figures', () => {
    expect(read('合计', ID).kind).toBe('row');
    expect(read('小计', ID, '', '制表人：赵敏').kind).toBe('row');
    expect(read('王明', '110101199003070000', '', '审核：未通过').kind).toBe('refused');
    expect(readRow({ no: 9, cells: ['第三车间', '王明', '', ''] }, COLUMNS, TODAY).kind).toBe('refused');
    expect(read('计明明', '110101199003070000').kind).toBe('refused');
    expect(read('计明明').kind).toBe('refused');
  });
});

describe('laws', () => {
  const seeds = fc.integer({ min: 1, max: 100_000 });
  const shuffle = <T>(list: readonly T[], seed: number): T[] => {
    const { roll } = diceOf(seed);
    return list
      .map((one) => ({ one, at: roll(1_000_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
  };
  /** The roster of a workbook: its rows, and where its columns are. */
  const opened = (seed: number) => {
    const { sheets } = uglySheet(seed);
    const guess = guessSheet(sheets);
    const rows = sheets
      .find(({ name }) => name === guess.sheet)!
      .rows.filter(({ no }) => no > guess.headerRow);
    return {
      guess,
      rows,
      columns: guess.columns.flatMap(({ index, field }) => (field ? [{ index, field }] : [])),
    };
  };
  const people = (rows: readonly SheetRow[], columns: readonly { index: number; field: RosterField }[]) =>
    rows
      .map((row) => readRow(row, columns, TODAY))
      .filter(({ kind }) => kind === 'row' || kind === 'refused');

  test('columns are found wherever they stand', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        await turn();
        const { sheets } = uglySheet(seed);
        const before = guessSheet(sheets);
        // In a header of two rows a group spans what stands together; without titles the first of two wins.
        fc.pre(before.headerRow > 0 && before.columns.every(({ title }) => !title.includes('紧急联系人 ')));
        const width = Math.max(...before.columns.map(({ index }) => index)) + 1;
        const order = shuffle([...Array(width).keys()], seed);
        const moved = sheets.map((sheet) => ({
          ...sheet,
          rows: sheet.rows.map(({ no, cells }) => ({
            no,
            cells: no < before.headerRow ? cells : order.map((from) => cells[from] ?? null),
          })),
        }));
        const after = guessSheet(moved);
        const fields = (guess: typeof before, at: (index: number) => number) =>
          Object.fromEntries(
            guess.columns.flatMap(({ index, field }) => (field ? [[field, at(index)]] : [])),
          );
        expect(fields(after, (index) => order[index]!)).toEqual(fields(before, (index) => index));
      }),
      { numRuns: 60 },
    );
  });

  test('the order of rows and of columns does not matter to what is read', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        await turn();
        const { rows, columns } = opened(seed);
        const before = people(rows, columns).map((reading) => JSON.stringify(reading));
        const order = shuffle([...Array(40).keys()], seed);
        const moved = shuffle(rows, seed + 1).map(({ no, cells }) => ({
          no,
          cells: order.map((from) => cells[from] ?? null),
        }));
        const there = columns.map(({ index, field }) => ({ index: order.indexOf(index), field }));
        const after = people(moved, shuffle(there, seed)).map((reading) => JSON.stringify(reading));
        expect(after.toSorted()).toEqual(before.toSorted());
      }),
      { numRuns: 60 },
    );
  });

  test('blank rows, totals and titles between them change nothing', async () => {
    const nobody: Cell[][] = [
      [],
      [' '],
      ['合计', 12],
      ['一、运营部'],
      ['序号', '姓名', '身份证号'],
      ['制表人：赵敏'],
    ];
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        await turn();
        const { rows, columns } = opened(seed);
        const { roll, pick } = diceOf(seed);
        // The header again is told by its titles: put them where they belong.
        const header = columns.reduce<Cell[]>(
          (cells, { index, field }) => cells.with(index, field === 'name' ? '姓名' : '身份证号'),
          Array<Cell>(40).fill(null),
        );
        const more = rows.flatMap((row) =>
          roll(3) === 0 ? [{ no: 0, cells: pick([...nobody, header]) }, row] : [row],
        );
        expect(people(more, columns)).toEqual(people(rows, columns));
      }),
      { numRuns: 60 },
    );
  });

  test('a valid ID number dressed up in any way is the same number', async () => {
    const wide = (text: string) =>
      text.replace(/[0-9A-Z]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    const dresses: ((idNo: string, at: number) => string)[] = [
      (idNo) => wide(idNo),
      (idNo, at) => `${idNo.slice(0, at)} ${idNo.slice(at)}`,
      (idNo, at) => `${idNo.slice(0, at)}　${idNo.slice(at)}`,
      (idNo, at) => `${idNo.slice(0, at)}\u200b${idNo.slice(at)}`,
      (idNo) => `${idNo}\t`,
      (idNo) => `'${idNo}`,
      (idNo) => `\ufeff${idNo}`,
      (idNo) => idNo.toLowerCase(),
      (idNo) => idNo,
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
        fc.array(fc.tuple(fc.nat(dresses.length - 1), fc.integer({ min: 0, max: 18 })), { maxLength: 4 }),
        async (birth, worn) => {
          await turn();
          const idNo = nextIdNumber(birth.toISOString().slice(0, 10).replaceAll('-', ''));
          // The apostrophe stands before everything else, as Excel has it.
          const order = worn.toSorted(([a], [b]) => Number(a === 5) - Number(b === 5));
          const dressed = order.reduce((text, [dress, at]) => dresses[dress]!(text, at), idNo);
          const reading = read('王明', dressed);
          expect(reading.kind === 'row' && reading.given.idNo).toBe(idNo);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('whatever stands in the cells: a refused row gives nothing, a row has a name and a number, nothing throws', async () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.integer(),
      fc.string({ unit: 'binary', maxLength: 24 }),
      fc.constantFrom('王明', ID, '13800138000', '合计', '姓名', '1.10199E+17', '2020-01-01', '无'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 10 }), async (cells) => {
        await turn();
        const reading = readRow({ no: 1, cells }, COLUMNS, TODAY);
        if (reading.kind === 'refused') {
          expect(reading).not.toHaveProperty('given');
          expect(reading.refusals.length).toBeGreaterThan(0);
          expect(new Set(reading.refusals).size).toBe(reading.refusals.length);
        } else if (reading.kind === 'row') {
          expect(reading.given.name).not.toBe('');
          expect(reading.given.idNo).toMatch(/^[0-9A-Z]{5,18}$/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
