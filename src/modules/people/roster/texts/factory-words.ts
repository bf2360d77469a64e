import type { RosterField } from '../contract.ts';

/** How made-up organisations write: the words of {@link uglySheet}, chosen without looking at what the rules know. */
export type Values = readonly (string | number | null)[] | 'name' | 'mobile' | 'number' | 'card' | 'date';

export const TITLED_VALUES = {
  sex: ['男', '女', '男性', '女性', 'M', 'F', 1, 2],
  birthDate: 'date',
  work: ['合同制', '劳务派遣', '在编', '编外', '实习', '骑手', '快递员', '货车司机', '送外卖', '临时帮忙'],
  department: ['办公室', '运营一部', '配送站', '信息科', '后勤', '门诊', '仓储组'],
  position: ['主任', '科员', '组长', '', '副经理'],
  employer: ['某科技有限公司', '小蜂配送回龙观站', '顺达快运', ''],
  hiredOn: 'date',
  joinedOn: 'date',
  memberNo: ['京工0001', '京工0002', 'H-3', ''],
  education: ['本科', '大专', '高中', '硕士研究生', 20],
  politics: ['群众', '中共党员', '共青团员', ''],
  ethnicity: ['汉族', '回族', '满', '汉'],
  skill: ['初级工', '高级工', '技师', '无', 3],
  idValidUntil: ['长期', '20351231', '2030.05.06', '2015.03.20-2035.03.20'],
  residence: ['北京市昌平区回龙观', '110115', '河北省涿州市'],
  migrant: ['是', '否', 1, 0, '√'],
} as const satisfies Partial<Record<RosterField, Values>>;

export type PlannedField = 'name' | 'idNo' | 'phone' | keyof typeof TITLED_VALUES;

export const TITLES_SEEN: Readonly<Record<PlannedField, readonly string[]>> = {
  name: ['姓名', '员工姓名', '职工姓名', '会员姓名', '名字', '骑手姓名', '从业人员姓名'],
  idNo: [
    '身份证',
    '身份证号',
    '身份证号码',
    '证件号码',
    '公民身份号码',
    '居民身份证号码',
    '职工身份证号',
    '编号',
  ],
  phone: ['手机', '手机号', '手机号码', '联系电话', '电话', '移动电话', '联系方式', '本人手机号码'],
  sex: ['性别'],
  birthDate: ['出生日期', '出生年月日', '生日'],
  work: ['用工形式', '用工性质', '工种', '职业类型', '人员类别', '岗位类别'],
  department: ['部门', '科室', '所在部门', '部门名称', '科室/部门'],
  position: ['职务', '职位', '岗位名称'],
  employer: ['工作单位', '所属公司', '单位名称', '所属站点', '用人单位'],
  hiredOn: ['入职日期', '入职时间', '到岗时间', '来院时间'],
  joinedOn: ['入会日期', '入会时间', '加入工会时间'],
  memberNo: ['会员证号', '会员编号', '工会会员卡号'],
  education: ['学历', '文化程度', '最高学历'],
  politics: ['政治面貌'],
  ethnicity: ['民族'],
  skill: ['技能等级', '职业技能等级'],
  idValidUntil: ['证件有效期至', '身份证有效期', '身份证到期日'],
  residence: ['现居住地', '家庭住址', '现住址'],
  migrant: ['是否外地来京务工', '是否农民工', '农民工'],
};

export const ENGLISH: Readonly<Partial<Record<PlannedField, readonly string[]>>> = {
  name: ['Name', 'Full Name', 'Employee Name'],
  idNo: ['ID No.', 'ID Card Number', 'National ID'],
  phone: ['Mobile', 'Phone', 'Contact Number'],
  sex: ['Gender', 'Sex'],
  birthDate: ['Date of Birth', 'Birthday'],
  department: ['Department', 'Dept.'],
  hiredOn: ['Hire Date', 'Start Date'],
  education: ['Education'],
};

export const DECORATIONS = ['*?', '?*', '?（必填）', '?:', ' ? ', '?\n', '★?', '?(请核对)', '【?】'];

/** `untitled`: can be told from name, ID and phone by its contents alone. */
export const DECOYS: readonly { titles: readonly string[]; values: Values; untitled: boolean }[] = [
  { titles: ['序号', '编码', 'No.'], values: 'number', untitled: true },
  { titles: ['工号', '员工编号', '人员编码'], values: 'number', untitled: true },
  { titles: ['银行卡号', '工资卡号'], values: 'card', untitled: true },
  { titles: ['备注', '说明', 'Remark'], values: ['', '', '重复', '调岗', '月底离开'], untitled: true },
  { titles: ['年龄'], values: [23, 35, 47, 51], untitled: true },
  {
    titles: ['紧急联系电话', '紧急联系人手机', '家属电话', '推荐人手机号'],
    values: 'mobile',
    untitled: false,
  },
  { titles: ['紧急联系人', '推荐人姓名', '直属上级', '部门负责人'], values: 'name', untitled: false },
  { titles: ['法定代表人'], values: ['金一诺', '丁力'], untitled: false },
  {
    titles: ['单位统一信用代码', '统一社会信用代码'],
    values: ['91110108MA01ABCD1X', '911101081020304051'],
    untitled: false,
  },
  { titles: ['参加工作时间', '入党时间'], values: 'date', untitled: false },
  { titles: ['籍贯', '户口所在地'], values: ['河北', '山东', '北京', '安徽'], untitled: false },
  { titles: ['邮箱'], values: ['a@example.com', 'b@example.com'], untitled: false },
];

export const SHEETS = ['Sheet1', '花名册', '员工花名册', '会员信息', '2025年3月', '人员'];
export const SHEET_TITLES = [
  '某科技有限公司员工花名册（截至2025年1月）',
  '小蜂配送骑手信息采集表',
  '工会会员实名制名册',
  '附件2',
  '2025年第一季度在职人员一览表',
];
export const NOTES_ABOVE = [
  ['填表单位（盖章）：', null, '填表日期：2025年3月1日'],
  ['说明：请勿修改表头，证件号码请用文本格式填写。'],
  ['单位：某某公司', '联系人：王主任'],
] as const;
export const SECTIONS = ['一、运营部', '（二）后勤保障组', '第三车间', '回龙观站点人员', '【配送组】'];
export const TOTALS = ['合计', '小计：', '总计：32人', '合 计', '本页小计', '共32人'];
export const SIGNATURES = [
  '制表人：赵敏',
  '填表人：赵敏    审核人：钱进',
  '审核：',
  '填表日期：2025-03-01',
  '单位负责人（签字）：',
];
export const COVER = ['请勿修改格式', '某某公司', '单位负责人：李强', '联系电话：13800000000'];
export const CODES = [
  [10, '研究生'],
  [20, '大学本科'],
  [30, '大学专科'],
  [70, '初中'],
];

export const PHONE_WAYS = ['?', '?', '+86 ?', '86-?', ' ?', '?\t', "'?", '(+86)?'];
/** `?` is the number, `/` and `\` its first 6 characters and the rest. */
export const SILENT_WAYS = [
  '?\t',
  "'?",
  '?\u200b',
  '\ufeff?',
  '/\u200b\\',
  '\u202d?\u202c',
  '?\n',
  '?\u00a0',
  '="?"',
];

export const SURNAMES = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董'.split('');
export const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红鹏飞鑫波斌宇浩凯健俊帆雪'.split('');
export const LONG_NAMES = [
  '欧阳雪',
  '司马光明',
  '买买提·艾力',
  '次仁·多吉',
  'Lena Holmgaard',
  '阿依古丽·卡迪尔',
];
