import { describe, expect, test } from 'vitest';
import {
  aimed,
  draftOf,
  faultOf,
  suggestedCodes,
  targetOf,
  valuesOf,
  withColumn,
  type FormDetail,
} from './form-draft.ts';

const column = (index: number, title: string, choices: string[] | null = null) => ({
  index,
  letter: 'ABC'[index] ?? '',
  title,
  choices,
  guess: null,
});
const bare = { constant: null, codes: {}, dates: null };
const form: FormDetail = {
  id: '01890000-0000-7000-8000-000000000000',
  org: { id: 1, name: '昌平区总工会', kind: 'union' },
  name: '会员信息采集表',
  fileName: '会员.xlsx',
  sheet: null,
  headerRow: null,
  firstRow: null,
  columns: [],
  ready: false,
  updatedAt: '2026-11-20T00:00:00.000Z',
  may: { change: true, export: true },
  sheets: [
    {
      name: '会员信息',
      isProtected: true,
      headerRow: 2,
      firstRow: 3,
      examples: 1,
      columns: [
        { ...column(0, '姓名'), guess: { index: 0, field: 'name', ...bare } },
        column(1, '性别', ['1-男', '2-女']),
      ],
    },
    { name: '填表说明', isProtected: false, headerRow: 1, firstRow: 2, examples: 0, columns: [] },
  ],
};

describe('a form before it is saved', () => {
  test('begins with what the server guesses', () => {
    const draft = draftOf(form)!;
    expect(draft).toMatchObject({ sheet: '会员信息', headerRow: 2, firstRow: 3 });
    expect([targetOf(draft.columns.get(0)), targetOf(draft.columns.get(1))]).toEqual(['name', 'keep']);
  });

  test('goes on from what was saved, on that sheet alone', () => {
    const saved: FormDetail = {
      ...form,
      sheet: '会员信息',
      headerRow: 2,
      firstRow: 5,
      columns: [{ index: 1, field: 'sex', ...bare }],
    };
    expect(draftOf(saved)).toMatchObject({ firstRow: 5 });
    expect([...draftOf(saved)!.columns.keys()]).toEqual([1]);
    expect(draftOf(saved, '填表说明')).toMatchObject({ sheet: '填表说明', firstRow: 2 });
  });

  test('takes the codes of a drop-down along, and none where there is none', () => {
    const sex = form.sheets[0]!.columns[1]!;
    expect(aimed(sex, 'sex')).toMatchObject({ field: 'sex', codes: { male: '1-男', female: '2-女' } });
    expect(aimed({ ...sex, choices: null }, 'sex')).toMatchObject({ codes: {} });
    expect(aimed(sex, 'keep')).toBeUndefined();
  });

  test('names our values as they would be written', () => {
    expect(valuesOf('migrant', 'zh')).toEqual({ yes: '是', no: '否' });
    expect(valuesOf('idType', 'zh')).toMatchObject({ resident_id: '居民身份证' });
    expect(valuesOf('sex', 'en')).toEqual({ male: 'male', female: 'female' });
    expect(valuesOf('name', 'zh')).toBeUndefined();
  });

  test('suggests codes only where there is something to go by', () => {
    expect(suggestedCodes('sex', null)).toEqual({ male: '1', female: '2' });
    expect(suggestedCodes('sex', ['1', '2', '9'])).toEqual({ male: '1', female: '2' });
    expect(suggestedCodes('sex', ['A', 'B'])).toEqual({});
    expect(suggestedCodes('education', null)).toEqual({});
    expect(suggestedCodes('education', ['大学本科', '31-大学专科'])).toEqual({ 大学专科: '31-大学专科' });
    expect(suggestedCodes('migrant', ['是', '否'])).toEqual({});
    expect(suggestedCodes('name', ['张三'])).toEqual({});
  });

  test('is not to be saved empty, nor with a constant without text', () => {
    const draft = draftOf(form)!;
    const emptied = withColumn(draft, 0, undefined);
    expect(faultOf(draft)).toBeNull();
    expect(faultOf(emptied)).toMatchObject({ kind: 'nothing' });
    const blank = aimed(form.sheets[0]!.columns[0]!, 'blank');
    expect([targetOf(blank), faultOf(withColumn(emptied, 0, blank))?.kind]).toEqual(['blank', 'nothing']);
    const constant = aimed(form.sheets[0]!.columns[0]!, 'constant');
    expect(faultOf(withColumn(emptied, 0, constant))).toEqual({ kind: 'incomplete', index: 0 });
  });
});
