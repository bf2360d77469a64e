/** The cell is filled in to say that there is nothing. As {@link compact} writes it. */
export const NOTHING: ReadonlySet<string> = new Set(
  '无 暂无 没有 空 缺 不详 未知 未填 未提供 待补 待补充 待提供 / // \\ — —— － - -- --- 、 . n/a na null none nil #n/a #ref! #value! #null!'.split(
    ' ',
  ),
);

export const SEX_WORDS = {
  male: '男 男性 男士 先生 男职工 m male man 1 01 1男 1-男 1.男 1男性 1-男性 男1 男(1) ♂'.split(' '),
  female: '女 女性 女士 女职工 f female woman 2 02 2女 2-女 2.女 2女性 2-女性 女2 女(2) ♀'.split(' '),
  /** GB/T 2261.1: 0 unknown, 9 not stated. */
  unknown: '0 9 未知 未说明 不详 未知的性别 未说明的性别 unknown u'.split(' '),
} as const;

export const YES_WORDS: ReadonlySet<string> = new Set(
  '是 1 y yes true t √ ✓ ✔ ☑ 有 对 属于 农民工 是的'.split(' '),
);
export const NO_WORDS: ReadonlySet<string> = new Set(
  '否 0 n no false f × ✗ ✘ ☒ x 不是 非 没有 无 不属于 非农民工 不'.split(' '),
);

/**
 * Kinds of documents; the first that the cell contains. `none`: a document that is not one of ours (travel permits).
 * Codes: 111 and 414 of GA/T 517; 1 is the resident ID in every template we know.
 */
export const ID_TYPE_WORDS = [
  ['none', '来往内地 通行证 回乡证 台胞证 军官 士兵 警官 户口 驾驶'],
  ['hmt_residence_permit', '港澳台居民居住证 港澳居民居住证 台湾居民居住证 港澳台居住证 居住证'],
  ['foreign_residence_card', '外国人永久居留 永久居留 永居 greencard residencecard permanentresident'],
  ['passport', '护照 passport'],
  ['resident_id', '居民身份证 身份证 idcard residentid identitycard nationalid'],
] as const;
export const ID_TYPE_CODES = {
  resident_id: ['1', '01', '111'],
  passport: ['414'],
} as const;

/** How values of a column look like when its title says nothing. Patterns over the compact text. */
export const LOOKS = {
  education:
    '^(博士|硕士|研究生|大学|本科|大本|大专|专科|高职|中专|中技|技校|职高|高中|初中|小学|文盲|半文盲|大学本科|大学专科|博士研究生|硕士研究生|中等专业|普通高中)(研究生|本科|专科|学历|及以下|及以上|以下|以上|教育)?$',
  politics:
    '^(中共党员|党员|中共预备党员|预备党员|共青团员|团员|群众|普通群众|民革|民盟|民建|民进|农工|致公|九三|台盟|无党派|无党派人士|民主党派)(党员|盟员|会员|社员)?$',
  ethnicity:
    '^(汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺)族?$',
  skill: '^(高级技师|首席技师|特级技师|技师|高级工|中级工|初级工|学徒工|无等级|[一二三四五1-5]级)$',
  department:
    '(部|科|室|处|组|车间|班|站|队|中心|门诊|办|科室|分部|事业部|大队|支队|后勤|班组|工段|病区|病房|教研室|党支部)$',
  company:
    '(公司|集团|厂|有限|合伙|事务所|医院|学校|大学|中学|小学|幼儿园|酒店|饭店|商店|超市|银行|研究院|研究所|配送站|营业部|服务站|网约车|快运|快递|速运)$',
} as const;

/** Foot lines and totals, where they begin. */
export const TOTAL_LINE =
  '^((本页|本表|本部门|部门|分|人员|人数|男|女|全部|总)?(合计|总计|小计|共计|总共|累计)|计[:]|计$|总人数|总数|人数[:]|人数合计|(总?共|全部|合)计?[:]?\\d+(人|名|位|条|户)|(grand)?total|sub-?total|sum([:]|$))';
export const FOOT_LINE =
  '^((制表|填表|填报|审核|审批|审定|复核|经办|报送|上报|统计|制单|打印|负责)(人|员|单位|日期|时间|部门)?[:]|(填表|制表|统计|报送|上报|打印|导出|填报)(日期|时间)|日期[:]|第\\d+页|共\\d+页|单位\\(?(盖章|公章)|盖章|(单位|工会|主管|部门)?(负责人|领导|主席|主任)?\\(?(签字|签章|盖章)|以下空白|\\(?以下无)';

/** A heading over the rows that follow: 一、运营部; （二）后勤; 第三车间. */
export const SECTION_LINE =
  '^([一二三四五六七八九十]{1,3}[、.．]|\\(([一二三四五六七八九十]{1,3}|\\d{1,2})\\)(?!\\d)|第[一二三四五六七八九十\\d]{1,3}(部分|车间|分队|大队|项目|组|批|页)|[【\\[■●◆▲★※-])';
export const NOTE_LINE =
  '^(备注|注|说明|附件|附表|填表说明|填报说明|注意|提示|要求|温馨提示|note|notes|instructions)[:\\d]';
/** Format hints and examples below a header. */
export const HINT_LINE = '必填|选填|填写|格式|文本型|下拉|请输入|请选择|yyyy|required|^\\d{1,2}位';
export const EXAMPLE_LINE =
  '^[(【]?(示例|样例|例如|填写示例|例[:】)]|example([:s]|$)|e\\.g)|[(](示例|样例|例)[)]$';
/** 单位：某某公司, 填表日期：3月1日: words about the list, above or below it. */
export const KEY_AND_VALUE = '^[\\p{L}()]{2,14}[:].';
/** Columns numbered below their titles, as in statistical tables: 1 2 3, (1) (2), 甲 乙. */
export const COLUMN_NUMBER = '^(\\(?\\d{1,2}\\)?|[甲乙丙丁戊己庚辛]|栏次)$';
/** Ends like the name of a part of a firm; longer ones first, one character only for longer texts. */
export const UNIT_END =
  '(有限公司|公司|集团|车间|中心|分部|事业部|项目部|大队|分队|学院|医院|分公司|办公室|党支部|科室|班组|站点|配送站|人员|名单|情况|员工|职工|名册|一览|表)$';
export const UNIT_END_SHORT = '[部科室组队站处班厂店局所]$';

/** Sheets that hold people, but not those that are asked for. */
export const ASIDE_SHEETS =
  '离职|退休|注销|作废|历史|黑名单|样例|示例|样表|模板|示范|例表|说明|字典|代码|参数|下拉|备份|旧|汇总|统计';
