import { describe, expect, test } from 'vitest';
import type { RosterField } from './contract.ts';
import { guessColumns } from './rules.ts';
import { understood, writtenSheet as sheet } from './sheets/factory.ts';

/** Rosters as we imagine them from offices that we have never seen, written down before the rules were tried on them. */
describe('rosters that nobody tuned for', () => {
  test('a street’s summary: notes above, two header rows, sections, subtotals, signatures below', () => {
    const seen = understood([
      sheet(
        'Sheet1',
        '回龙观街道工会会员采集表',
        '填表单位：某某物业有限公司（盖章）|||||填表日期：2025年3月1日',
        '序号|姓名|身份信息||联系方式||紧急联系人||部门|岗位|入会时间|备注',
        '||证件类型|证件号码|手机号码|座机|姓名|电话||||',
        '一、保安部',
        'n:1|王建国|居民身份证|#|@|010-62345678|王秀英|@|保安部|保安|2019-03-01|',
        'n:2|李晓芳|居民身份证|#|@||李明|@|保安部|保安|2019.04.12|组长',
        '小计|2人',
        '（二）保洁部',
        'n:3|张桂芝|居民身份证|#|@||赵大海|@|保洁部|保洁员|2020年5月6日|',
        'n:4|刘洋|居民身份证|||||@|保洁部|保洁员||',
        '合计：4人',
        '制表人：赵敏||审核人：||联系电话：010-62345678',
      ),
    ]);
    expect(seen.headerRow).toBe(4);
    expect(seen.fields).toEqual({
      name: 1,
      idType: 2,
      idNo: 3,
      phone: 4,
      department: 8,
      work: 9,
      joinedOn: 10,
    });
    expect(seen.people).toEqual(['王建国', '李晓芳', '张桂芝']);
    expect(seen.refused).toEqual([['刘洋', 'id_missing']]);
    expect(seen.others).toEqual(['title', 'total', 'title', 'total', 'total']);
    expect(seen.givens.map(({ occupation }) => occupation)).toEqual(['service', 'service', 'service']);
  });

  test('a station manager’s list with no header at all, an emergency contact at the end of each line', () => {
    const seen = understood([
      sheet(
        'Sheet1',
        '1|马超|#|@|骑手|众包|马母|@',
        '2|艾力·吐尔逊|#|@|骑手|专送|古丽|@',
        '3|欧阳雪|#|@|站长助理|专送|欧阳军|@',
        '4|何苗|#|@|骑手|众包|何伟|@',
      ),
    ]);
    expect(seen.headerRow).toBe(0);
    expect(seen.fields).toMatchObject({ name: 1, idNo: 2, phone: 3 });
    expect(seen.people).toEqual(['马超', '艾力·吐尔逊', '欧阳雪', '何苗']);
  });

  test('no header, but the name of the list on top', () => {
    const seen = understood([
      sheet('Sheet1', '小蜂配送龙泽园站骑手名单', '', '高翔|@|#|男', '孙艳|@|#|女', '林涛|@|#|男'),
    ]);
    expect(seen).toMatchObject({ headerRow: 0, fields: { name: 0, phone: 1, idNo: 2, sex: 3 } });
    expect(seen.people).toHaveLength(3);
    expect(seen.others).toEqual(['title']);
  });

  test('an English export of a personnel system', () => {
    const seen = understood([
      sheet('Instructions', 'This workbook was generated automatically.', 'Do not edit the header row.'),
      sheet(
        'Active Employees',
        'Employee ID|Legal Name|Name (Chinese)|Gender|National ID|Date of Birth|Mobile|Work Email|Hire Date|Job Title|Department|Manager|Emergency Contact Name|Emergency Contact Phone|Employment Type',
        'n:10023|Lena Holmgaard|何丽娜|Female|#|1990-01-01|+86 @|lena@x.cn|2019-01-05|Engineer|R&D|Wang Wei|Wang Fang|@|Permanent',
        'n:10024|Wei Zhang|张伟|Male|#|1990-01-01|86-@|wei@x.cn|2020-11-30|Accountant|Finance|Wang Wei|Li Na|@|Contract',
        'n:10025|Ming Li|李明|Male|#|1990-01-01||ming@x.cn|2021-06-01|Clerk|Sales|Wang Wei|Li Na|@|Intern',
      ),
    ]);
    expect(seen.sheet).toBe('Active Employees');
    expect(seen.fields).toMatchObject({
      idNo: 4,
      sex: 3,
      birthDate: 5,
      phone: 6,
      hiredOn: 8,
      department: 10,
      work: 14,
    });
    expect(seen.fields.name).toBe(2);
    expect(seen.people).toEqual(['何丽娜', '张伟', '李明']);
    expect(seen.givens.map(({ employment }) => employment)).toEqual(['contract', 'contract', 'intern']);
  });

  test('a hospital’s establishment list: when work began is not when the hospital hired', () => {
    const seen = understood([
      sheet(
        '在职',
        '工号|姓名|性别|出生年月|身份证号|科室|职务|职称|编制类型|参加工作时间|来院时间|学历|毕业院校|移动电话',
        '0012|周敏|女|1990.01|#|护理部|护士长|主管护师|事业编|2010.07|2012-08-01|本科|首都医科大学|@',
        '0013|吴强|男|1990.01|#|骨科||主治医师|编外|2011.07|2013-08-01|硕士研究生|北京大学|@',
        '0014|郑洁|女|1990.01|#|门诊|||劳务派遣|2015.07|2018-02-30|大专|某卫校|@',
      ),
    ]);
    expect(seen.fields).toEqual({
      name: 1,
      sex: 2,
      birthDate: 3,
      idNo: 4,
      department: 5,
      position: 6,
      work: 8,
      hiredOn: 10,
      education: 11,
      phone: 13,
    });
    expect(seen.givens.map(({ employment }) => employment)).toEqual([
      'on_establishment',
      'off_establishment',
      'dispatched',
    ]);
    expect(seen.givens.map(({ hiredOn }) => hiredOn)).toEqual(['2012-08-01', '2013-08-01', null]);
    expect(seen.remarks.filter((remark) => remark === 'date_unread')).toHaveLength(1);
  });

  test('a paper register of members typed up: months only, titles spread with spaces', () => {
    const seen = understood([
      sheet(
        '会员名册',
        '工会会员名册',
        '编号|会员证号|姓　名|性 别|民 族|出生年月|政治面貌|文化程度|身份证号码|入会时间|工会职务|联系方式|家庭住址',
        '1|京工001|宋　佳|女|汉|1990.1|群众|大本|#|2008.05|委员|@|昌平区回龙观镇1号',
        '2|京工002|宋江河|男|满|1990.1|中共党员|高中|#|2009-06-01||010-62345678|昌平区沙河镇2号',
      ),
    ]);
    expect(seen.fields).toEqual({
      memberNo: 1,
      name: 2,
      sex: 3,
      ethnicity: 4,
      birthDate: 5,
      politics: 6,
      education: 7,
      idNo: 8,
      joinedOn: 9,
      phone: 11,
      residence: 12,
    });
    expect(seen.givens[0]).toMatchObject({
      name: '宋佳',
      memberNo: '京工001',
      joinedOn: null,
      ethnicity: '汉',
    });
    expect(seen.givens[1]).toMatchObject({ joinedOn: '2009-06-01', phone: null });
  });

  test('a building site: crews first, bank cards of 19 digits, dates of entry', () => {
    const seen = understood([
      sheet(
        '工人实名制',
        '班组|姓名|身份证号码|工种|手机号|开户行|银行卡号|进场时间|是否农民工|籍贯',
        '钢筋班|牛二强|#|钢筋工|@|工商银行|6222020200112233445|2025-02-20|是|河南',
        '|马铁柱|#|钢筋工|@|工商银行|6222020200112233446|2025-02-20|是|河北',
        '木工班|杨树林|#|木工|@|建设银行|6217000010001234567|2025-02-21|否|北京',
      ),
    ]);
    expect(seen.fields).toMatchObject({ department: 0, name: 1, idNo: 2, work: 3, phone: 4, migrant: 8 });
    expect(Object.values(seen.fields)).not.toContain(6);
    expect(seen.givens.map(({ occupation, migrant }) => [occupation, migrant])).toEqual([
      ['builder', true],
      ['builder', true],
      ['builder', false],
    ]);
  });

  test('traditional characters', () => {
    const seen = understood([
      sheet(
        '工作表1',
        '員工姓名|性別|身份證號碼|聯繫電話|所屬部門|入職日期',
        '陳大文|男|#|@|倉務|2020/1/5',
        '李小龍|男|#|@|運輸|2021/2/6',
      ),
    ]);
    expect(seen.fields).toMatchObject({ name: 0, sex: 1, idNo: 2, phone: 3, hiredOn: 5 });
    expect(seen.people).toEqual(['陳大文', '李小龍']);
  });

  test('titles that stand one column off: what is in the cells wins', () => {
    const seen = understood([
      sheet(
        '花名册',
        '姓名|身份证号|手机号|性别|部门',
        '1|赵一凡|#|@|男|运营部',
        '2|钱多多|#|@|女|财务部',
        '3|孙悦|#|@|女|财务部',
      ),
    ]);
    expect(seen.fields).toMatchObject({ name: 1, idNo: 2, phone: 3, sex: 4 });
    expect(seen.people).toHaveLength(3);
  });

  test('an online questionnaire: numbered questions, a submit time, an IP address', () => {
    const seen = understood([
      sheet(
        '问卷数据',
        '序号|提交答卷时间|所用时间|来自IP|1、您的姓名：|2、您的身份证号码：|3、您的手机号码：|4、您从事的职业：|5、您所在的平台或公司名称：|6、推荐人姓名',
        '1|2025/3/1 10:22:31|65秒|1.2.3.4(北京)|胡杨|#|@|外卖配送员|小蜂配送|何强',
        '2|2025/3/1 10:25:02|44秒|1.2.3.5(北京)|田甜|#|@|网约车司机|安途网约车|何强',
      ),
    ]);
    expect(seen.fields).toMatchObject({ name: 4, idNo: 5, phone: 6, work: 7, employer: 8 });
    expect(seen.givens.map(({ occupation }) => occupation)).toEqual([
      'delivery_rider',
      'ride_hailing_driver',
    ]);
  });

  test('a workbook with a cover, an example, code lists, people who left, and the roster', () => {
    const people = Array.from({ length: 6 }, (_none, at) => `${at + 1}|杨${'一二三四五六'[at]}|#|@`);
    const seen = understood([
      sheet('封面', '某某公司', '职工花名册', '单位负责人：李强', '联系电话：13800000000'),
      sheet('填写示例', '序号|姓名|身份证号|手机号', '1|张三|#|@', '2|李四|#|@'),
      sheet(
        '学历代码',
        '代码|名称',
        '10|研究生',
        '20|大学本科',
        '30|大学专科',
        '40|中专',
        '60|高中',
        '70|初中',
        '80|小学',
      ),
      sheet(
        '离职人员',
        '序号|姓名|身份证号|手机号',
        ...people.map((line) => line.replace('杨', '柳')),
        ...people,
      ),
      sheet('Sheet4'),
      sheet('人员信息', '序号|姓名|身份证号|手机号', ...people),
    ]);
    expect(seen).toMatchObject({ sheet: '人员信息', headerRow: 1, fields: { name: 1, idNo: 2, phone: 3 } });
    expect(seen.people).toHaveLength(6);
  });

  test('every ID number lost its digits: the column is known, each row says why', () => {
    const seen = understood([
      sheet(
        'Sheet1',
        '姓名|证照号|电话',
        '孔明|1.10199E+17|@',
        '孔亮|1.10199E+17|@',
        '孔融|n:110199198104153380|@',
      ),
    ]);
    expect(seen.fields).toEqual({ name: 0, idNo: 1, phone: 2 });
    expect(seen.refused.map(([, reason]) => reason)).toEqual([
      'id_lost_digits',
      'id_lost_digits',
      'id_lost_digits',
    ]);
  });

  test('workers of many firms: legal representatives and credit codes are not people and IDs', () => {
    const seen = understood([
      sheet(
        '汇总',
        '企业名称|统一社会信用代码|法定代表人|法人电话|职工姓名|职工身份证号|职工电话',
        '甲公司|91110108MA01ABCD1X|金一诺|@|卢俊|#|@',
        '甲公司|91110108MA01ABCD1X|金一诺|@|卢西|#|@',
        '乙公司|911101081020304051|丁力|@|卢森|#|@',
      ),
    ]);
    expect(seen.fields).toEqual({ employer: 0, name: 4, idNo: 5, phone: 6 });
  });

  test('a header of two columns far below long instructions', () => {
    const seen = understood([
      sheet(
        'Sheet1',
        '填报说明',
        '1. 请各单位于3月31日前报送，逾期不候。',
        '2. 身份证号请设置为文本格式，共18位。',
        '3. 联系人：小王，电话：13812345678。',
        '',
        '',
        '名字|身份证',
        '徐|#',
        '徐徐|#',
      ),
    ]);
    expect(seen).toMatchObject({ headerRow: 7, fields: { name: 0, idNo: 1 }, people: ['徐', '徐徐'] });
  });

  test('Chinese titles with English ones below them', () => {
    const seen = understood([
      sheet(
        'Staff',
        '姓名|性别|身份证号|手机|部门',
        'Name|Gender|ID No.|Mobile|Department',
        '冯程|男|#|@|QA',
        '褚健|男|#|@|QA',
      ),
    ]);
    expect(seen.fields).toEqual({ name: 0, sex: 1, idNo: 2, phone: 3, department: 4 });
    expect(seen.people).toEqual(['冯程', '褚健']);
    expect(seen.refused).toEqual([]);
  });

  test('a second ID and two more telephones are left out', () => {
    const seen = understood([
      sheet(
        'Sheet1',
        '姓名|社会保障号|身份证号|办公电话|家庭电话|手机',
        '卫东|#|#|010-62345678|@|@',
        '卫民|#|#|010-62345678|@|@',
        '卫国|#|#|010-62345678|@|@',
      ),
    ]);
    expect(seen.fields).toEqual({ name: 0, idNo: 2, phone: 5 });
  });

  test('people with other documents', () => {
    const seen = understood([
      sheet(
        'Sheet1',
        '姓名|证件类型|证件号码|出生日期|性别',
        'Marek Dvorsky|护照|E12345678|1988-02-03|M',
        '陈港生|港澳居民居住证|#|1990-01-01|男',
        '黄台生|台湾居民来往大陆通行证|12345678|1990-01-01|男',
        'Priya  Chandrasek|外国人永久居留身份证|IND310082090101|1990-09-01|F',
      ),
    ]);
    expect(seen.fields).toMatchObject({ name: 0, idType: 1, idNo: 2, birthDate: 3, sex: 4 });
    expect(seen.people).toEqual(['Marek Dvorsky', '陈港生', 'Priya Chandrasek']);
    expect(seen.givens[0]).toMatchObject({ idType: 'passport', birthDate: '1988-02-03', sex: 'male' });
    expect(seen.refused).toEqual([['黄台生', 'id_length']]);
  });

  test('the header on every printed page, subtotals, numbers filled in down to the last empty line', () => {
    const seen = understood([
      sheet(
        'Sheet1',
        '序号|单位|姓名|身份证号|电话',
        '1|某公司|丁香|#|@',
        '2|某公司|丁宁|#|@',
        '|||本页小计|2人',
        '序号|单位|姓名|身份证号|电话',
        '3|某公司|丁一|#|@',
        '4|某公司|||',
        '5|某公司|||',
        'n:6||||',
        '|总计：3人|||',
      ),
    ]);
    expect(seen.people).toEqual(['丁香', '丁宁', '丁一']);
    expect(seen.others).toEqual(['total', 'title', 'blank', 'blank', 'blank', 'total']);
    expect(seen.refused).toEqual([]);
  });

  test('titles in words of their own: the contents decide', () => {
    const seen = understood([
      sheet('甲', '谁|哪个号|打给谁|干什么', '毕胜|#|@|送外卖', '毕业生|#|@|跑滴滴', '毕升|#|@|开货车'),
    ]);
    expect(seen).toMatchObject({ headerRow: 1, fields: { name: 0, idNo: 1, phone: 2, work: 3 } });
    expect(seen.people).toHaveLength(3);
  });

  test('hints below the header, marks in the titles', () => {
    const seen = understood([
      sheet(
        'Sheet1',
        '*姓名\n(必填)|*身份证号（18位）|手机号(本人)|电话(紧急联系人)|职业类型',
        '必填，与身份证一致|必填，文本格式|选填|选填|请从下拉框选择',
        '示例：张三|110101199003070000|13800000000||快递员',
        '范进|#|@|@|快递员',
      ),
    ]);
    expect(seen.fields).toEqual({ name: 0, idNo: 1, phone: 2, work: 4 });
    expect(seen.people).toEqual(['范进']);
    expect(seen.others).toEqual(['title', 'title']);
  });
});

describe('a mapping that was used before', () => {
  const file = sheet('花名册', '姓名|身份证号|证件号|片区|电话', '金一|#|#|东片|@', '金二|#|#|西片|@');

  test('wins where the title is the same', () => {
    const remembered = new Map<string, RosterField | 'none'>([
      ['片区', 'department'],
      ['证件号', 'idNo'],
      ['身份证号', 'none'],
      ['电话', 'none'],
    ]);
    const { columns } = guessColumns(file, undefined, remembered);
    expect(columns.map(({ field }) => field)).toEqual(['name', null, 'idNo', 'department', null]);
  });

  test('says nothing about other titles, and the header row may be chosen', () => {
    const { columns, headerRow } = guessColumns(file, 1, new Map([['工号', 'name' as const]]));
    expect(headerRow).toBe(1);
    expect(columns.map(({ field }) => field)).toEqual(['name', 'idNo', null, null, 'phone']);
    expect(guessColumns(file, 0).columns.map(({ title }) => title)).toEqual(['', '', '', '', '']);
  });
});
