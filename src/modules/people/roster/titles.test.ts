import { describe, expect, test } from 'vitest';
import type { RosterField } from './contract.ts';
import { labelWeight, titleKey, titleWeights } from './titles/rules.ts';

/** The field that a title names best, or null. */
function named(text: string, group = ''): RosterField | null {
  const weights = Object.entries(titleWeights({ text, group })) as [RosterField, number][];
  const [field, weight] = weights.reduce((best, one) => (one[1] > best[1] ? one : best));
  return weight > 0 ? field : null;
}

test.each([
  ['*手机号 (必填)', '手机号'],
  ['姓　名：', '姓名'],
  ['身份证号\n（18位）', '身份证号'],
  ['ID No.', 'idno'],
  ['【姓名】', '姓名'],
  ['科室/部门', '科室部门'],
  ['ＰＨＯＮＥ', 'phone'],
  ['★', ''],
  ['', ''],
])('%j is compared as %j', (title, key) => {
  expect(titleKey(title)).toBe(key);
});

describe('titles', () => {
  const known: Record<RosterField, string> = {
    name: '姓名 员工姓名 职工姓名 名字 会员姓名 *姓名 姓名： Name 骑手姓名 1、您的姓名： 從業人員姓名',
    idNo: '身份证 身份证号 身份证号码 证件号码 证件号 公民身份号码 身份证号码（18位） 身份證號碼 IDNo. 身份证/护照号 职工身份证号',
    idType: '证件类型 身份证件类型 证件种类 有效证件类型',
    phone: '手机 手机号 联系电话 电话 移动电话 联系方式 手机号码(本人) 电话/手机 Mobile 联繫電話',
    sex: '性别 性別 Sex Gender 性别（1男2女）',
    birthDate: '出生日期 生日 出生年月 DateofBirth',
    work: '用工形式 用工性质 岗位类别 工种 职业 职业类型 人员类别 编制类型 就业形态 从事的职业 您的职业',
    department: '部门 科室 所在部门 班组 Department',
    position: '职务 岗位名称 职位 JobTitle',
    employer: '工作单位 所属公司 单位名称 站点 平台 用人单位 Company 您所在的平台或公司名称',
    hiredOn: '入职日期 入职时间 来院时间 进厂时间 HireDate 到岗日期',
    joinedOn: '入会日期 入会时间 加入工会时间 入会年月',
    memberNo: '会员证号 会员编号 会员卡号',
    education: '学历 文化程度 最高学历',
    politics: '政治面貌',
    ethnicity: '民族',
    skill: '技能等级 职业技能等级',
    idValidUntil: '证件有效期 证件有效期至 身份证有效期 身份证到期日 有效期起止',
    residence: '现居住地 住址 家庭住址 现住址',
    migrant: '是否外地来京务工 农民工 是否农民工',
  };
  test.each(
    Object.entries(known).flatMap(([field, titles]) => titles.split(' ').map((title) => [title, field])),
  )('%s names %s', (title, field) => {
    expect(named(title)).toBe(field);
  });

  test.each(
    (
      '序号 工号 银行卡号 紧急联系电话 紧急联系人 推荐人姓名 法定代表人 单位统一信用代码 统一社会信用代码 参加工作时间 入党时间 ' +
      '健康证有效期 驾驶证有效期 合同到期日 身份证复印件 身份证发证机关 身份证地址 户籍地址 籍贯 年龄 备注 配偶姓名 父亲电话 ' +
      '单位电话 家庭电话 手机品牌 是否入会 入会意愿 离职日期 毕业院校 邮箱 就业状态 部门负责人 直属上级 姓名拼音 曾用名 电话（紧急联系人）'
    ).split(' '),
  )('%s names nothing that we keep', (title) => {
    expect(named(title)).toBeNull();
  });

  test('岗位 may be work or a position, 编号 nothing, and what stands above counts', () => {
    expect(titleWeights({ text: '岗位', group: '' })).toMatchObject({ work: 0.6, position: 0.6 });
    expect(named('编号')).toBeNull();
    expect(named('号码', '身份证')).toBe('idNo');
    expect(named('时间', '入会')).toBe('joinedOn');
    expect(named('姓名', '紧急联系人')).toBeNull();
    expect(named('姓名', '基本信息')).toBe('name');
  });

  test('what can be a value is no title', () => {
    for (const value of ['张三', '运营一部', '13800138000', '2025-01-01', '合同制', '昌平区', ''])
      expect(labelWeight({ text: value, group: '' })).toBe(0);
  });
});
