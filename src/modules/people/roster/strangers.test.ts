import { expect, test } from 'vitest';
import type { RosterField } from './contract.ts';
import type { SheetHead } from './rules.ts';
import { understood, writtenSheet as S } from './sheets/factory.ts';

interface Wanted {
  readonly sheet?: string;
  readonly headerRow?: number;
  /** All of them: what is not here must be left out. */
  readonly fields?: Partial<Record<RosterField, number>>;
  readonly people?: number;
  readonly refused?: string;
  readonly skipped?: string;
}

/** Three more rounds of rosters that were invented before they were tried. */
const CASES: [string, SheetHead[], Wanted][] = [
  [
    'titles that are swapped',
    [S('s', '序号|身份证号|姓名|电话|部门', '1|张伟|#|@|财务部', '2|李娜|#|@|财务部', '3|王强|#|@|市场部')],
    { fields: { name: 1, idNo: 2, phone: 3, department: 4 }, people: 3 },
  ],
  [
    'a header of three rows, columns lettered below it',
    [
      S(
        's',
        '职工信息统计表',
        '基本情况|||证件||联系|',
        '姓名|性别|民族|类型|号码|手机|现住址',
        '甲|乙|丙|丁|戊|己|庚',
        '张伟|男|汉|身份证|#|@|昌平',
        '李娜|女|汉|身份证|#|@|昌平',
      ),
    ],
    { fields: { name: 0, sex: 1, ethnicity: 2, idType: 3, idNo: 4, phone: 5, residence: 6 }, people: 2 },
  ],
  [
    'units below the header',
    [S('s', '姓名|身份证号|入职日期|手机', '||年/月/日|11位', '张伟|#|2020/1/5|@', '李娜|#|2020/1/6|@')],
    { headerRow: 1, fields: { name: 0, idNo: 1, hiredOn: 2, phone: 3 }, people: 2, refused: '' },
  ],
  [
    'a hospital: dates as serial numbers, short numbers beside mobile ones',
    [
      S(
        'Sheet1',
        '科室|工号|姓名|性别|身份证|参加工作|入院日期|聘用形式|手机|短号',
        '内科|n:1021|周红|女|#|n:40000|n:41000|人事代理|@|661',
        '外科|n:1022|吴青|女|#|n:40001|n:41001|事业编制|@|662',
        '儿科|n:1023|郑青|女|#|n:40001|n:41001|合同制|@|663',
      ),
    ],
    { fields: { department: 0, name: 2, sex: 3, idNo: 4, hiredOn: 6, work: 7, phone: 8 }, people: 3 },
  ],
  [
    'a .csv of ="…" cells',
    [S('CSV', '姓名|证件号|手机号码', '张伟|="#"|="@"', '李娜|="#"|="@"')],
    { fields: { name: 0, idNo: 1, phone: 2 }, people: 2 },
  ],
  [
    'drivers beside the owners of their vehicles, licences with dates and numbers',
    [
      S(
        '车队',
        '车牌号|驾驶员|身份证号码|驾驶证档案编号|从业资格证号|驾驶证有效期|联系电话|车主姓名|车主电话|车辆类型',
        '京A12345|赵强|#|110012345678|110100123|2028-01-01|@|钱老板|@|重型半挂',
        '京A12346|孙强|#|110012345679|110100124|2028-01-01|@|钱老板|@|轻型货车',
      ),
    ],
    { fields: { name: 1, idNo: 2, phone: 6 }, people: 2 },
  ],
  [
    'teachers by their subject and establishment',
    [
      S(
        '教职工',
        '序号|教师姓名|教师身份证号|任教学科|职称|编制|联系电话|备注',
        '1|林老师|#|语文|一级|在编|@|',
        '2|何静|#|数学|二级|编外|@|产假',
      ),
    ],
    { fields: { name: 1, idNo: 2, work: 5, phone: 6 }, people: 2 },
  ],
  [
    'a sign-up list without any ID number',
    [S('签到', '活动签到表', '序号|姓名|单位|电话|签名', '1|张伟|甲公司|@|', '2|李娜|甲公司|@|')],
    { headerRow: 2, fields: { name: 1, employer: 2, phone: 3 }, refused: 'id_missing,id_missing' },
  ],
  [
    'members by union group, each with its leader',
    [
      S(
        '会员',
        '工会小组|小组长|会员姓名|身份证号|会员证号|入会年月|会员电话|工会职务',
        '一组|王组长|张伟|#|001|2019年5月|@|',
        '一组|王组长|李娜|#|002|2019-06|@|组织委员',
      ),
    ],
    { fields: { name: 2, idNo: 3, memberNo: 4, joinedOn: 5, phone: 6 }, people: 2 },
  ],
  [
    'two sheets with people: the larger one',
    [S('派遣', '姓名|身份证号', '周一|#'), S('在职', '姓名|身份证号', '周二|#', '周三|#')],
    { sheet: '在职', people: 2 },
  ],
  [
    'an English export of a foreign firm',
    [
      S(
        'Sheet1',
        'No.|Last Name, First Name|ID/Passport No.|Cell Phone No.|Nationality|DOB|Entry Date|Dept|Staff Category|Home Phone',
        '1|Holm, Lena|E12345678|@|SE|1990/1/2|2019/1/2|HR|Full-time|@',
        '2|Zhang Wei|#|@|CN|1990/1/1|2019/1/3|HR|Outsourced|@',
        '3|Li Na|#|@|CN|1990/1/1|2019/1/3|HR|Intern|@',
      ),
    ],
    { fields: { name: 1, idNo: 2, phone: 3, birthDate: 5, hiredOn: 6, department: 7, work: 8 }, people: 3 },
  ],
  [
    'a second number in the remarks',
    [S('s', '姓名|身份证号|联系电话|备注', '张伟|#|@|', '李娜|#|@|@', '王强|#|@|')],
    { fields: { name: 0, idNo: 1, phone: 2 } },
  ],
  [
    'a number in one remark is no column of numbers',
    [S('s', '姓名|身份证号|备注', '张伟|#|', '李娜|#|@', '王强|#|', '王三|#|', '王四|#|')],
    { fields: { name: 0, idNo: 1 } },
  ],
  [
    'a table that begins in the third column and the fourth row',
    [
      S(
        's',
        '',
        '||某某有限公司',
        '||单位地址：昌平|||电话：010-12345678',
        '||姓名|身份证号码|手机号|职务',
        '||张伟|#|@|经理',
        '||李娜|#|@|职员',
      ),
    ],
    { headerRow: 4, fields: { name: 2, idNo: 3, phone: 4, position: 5 }, people: 2 },
  ],
  [
    'headings of departments in the column for names',
    [S('s', '姓名|身份证|电话', '市场部||', '张伟|#|@', '财务部||', '李娜|#|@', '安保队||', '王强|#|@')],
    { people: 3, refused: '' },
  ],
  [
    'people of whom there is only a name',
    [S('s', '姓名|身份证|电话', '张伟|#|@', '李娜||', '王强|无|无')],
    { people: 1, refused: 'id_missing,id_missing' },
  ],
  [
    'a note behind an ID number is not cut off',
    [S('s', '姓名|身份证|电话', '张伟|#（已核）|@', '李娜|#|@')],
    { people: 1, refused: 'id_characters' },
  ],
  [
    'a platform’s export with firm, station and rider number',
    [
      S(
        '新就业形态劳动者',
        '平台企业|合作商|站点|骑手ID|骑手姓名|证件号|手机号|骑手类型|入职时间|性别|籍贯|是否购买意外险',
        '小蜂|甲|龙泽站|883201|张伟|#|@|专送|2024-01-02|男|河南|是',
        '小蜂|甲|龙泽站|883202|李娜|#|@|众包|2024-01-02|女|河北|是',
        '小蜂|甲|龙泽站|883203|王强|#|@|众包|2024-01-02|男|河北|是',
      ),
    ],
    {
      fields: { name: 4, idNo: 5, phone: 6, work: 7, hiredOn: 8, sex: 9, employer: 0, department: 2 },
      people: 3,
    },
  ],
  [
    'a template that has only codes',
    [
      S(
        '会员信息采集',
        '会员姓名|证件类型|证件号码|性别|民族|政治面貌|学历|手机|会籍状态|入会日期|工作岗位',
        '张伟|1|#|1|01|13|20|@|1|20200101|01',
        '李娜|1|#|2|01|03|30|@|1|20200102|02',
      ),
    ],
    {
      fields: {
        name: 0,
        idType: 1,
        idNo: 2,
        sex: 3,
        ethnicity: 4,
        politics: 5,
        education: 6,
        phone: 7,
        joinedOn: 9,
        position: 10,
      },
      people: 2,
    },
  ],
  [
    'families beside the workers',
    [
      S(
        's',
        '姓名|身份证号|手机|配偶姓名|配偶身份证号|配偶手机|子女姓名|子女出生日期',
        '张伟|#|@|李娜|#|@|张小|2015-01-01',
        '王强|#|@|周敏|#|@|王小|2016-01-01',
      ),
    ],
    { fields: { name: 0, idNo: 1, phone: 2 }, people: 2 },
  ],
  [
    'no header, nine columns that speak for themselves',
    [
      S(
        's',
        '张伟|男|#|汉|群众|本科|@|合同制|财务部',
        '李娜|女|#|汉|中共党员|大专|@|劳务派遣|市场部',
        '王强|男|#|满|群众|本科|@|合同制|市场部',
        '周敏|女|#|回|共青团员|高中|@|实习|财务部',
      ),
    ],
    {
      fields: {
        name: 0,
        sex: 1,
        idNo: 2,
        ethnicity: 3,
        politics: 4,
        education: 5,
        phone: 6,
        work: 7,
        department: 8,
      },
      people: 4,
    },
  ],
  [
    'no header, and no ID number in the first line',
    [S('s', '张伟||@|财务部', '李娜|#|@|市场部', '王强|#|@|市场部', '周敏|#|@|市场部')],
    { headerRow: 0, people: 3, refused: 'id_missing' },
  ],
  [
    'an annex to a notice: three lines above, signatures below',
    [
      S(
        '附件1',
        '附件1|||||',
        '昌平区机关事业单位编外人员入会汇总表|||||',
        '单位(盖章)： 某局||||联系人及电话：王 13800000001|',
        '序号|姓名|公民身份号码|联系电话|编外人员类型|是否同意入会',
        'n:1|张伟|#|@|劳务派遣|是',
        'n:2|李娜|#|@|编外聘用|是',
        '|||||',
        '填表人：          单位领导签字：||||2025年3月5日|',
      ),
    ],
    {
      headerRow: 4,
      fields: { name: 1, idNo: 2, phone: 3, work: 4 },
      people: 2,
      refused: '',
      skipped: 'total',
    },
  ],
  [
    'mobile numbers stored as numbers, titles spread out',
    [S('s', '姓 名|证 件 号 码|手 机', '张伟（组长）|#|n:13800138001', '李娜|#|n:13800138002')],
    { people: 2, fields: { name: 0, idNo: 1, phone: 2 } },
  ],
  [
    'titles far apart, empty columns between them',
    [
      S(
        's',
        '序号|部门|' + '|'.repeat(10) + '姓名||||身份证号||||||联系方式',
        '1|财务|' + '|'.repeat(10) + '张伟||||#||||||@',
        '2|财务|' + '|'.repeat(10) + '李娜||||#||||||@',
      ),
    ],
    { people: 2, fields: { department: 1, name: 12, idNo: 16, phone: 22 } },
  ],
  [
    'columns numbered below their titles',
    [S('s', '序号|姓名|身份证号码|手机', 'n:1|n:2|n:3|n:4', 'n:1|张伟|#|@', 'n:2|李娜|#|@')],
    { people: 2, refused: '', skipped: 'title' },
  ],
  [
    'titles with instructions in brackets',
    [
      S(
        's',
        '姓名（与身份证一致）|身份证号（注意：需为18位文本格式，末位X大写）|手机号（本人实名，用于接收短信）|户籍类型（1.京籍；2.外埠）',
        '张伟|#|@|1',
        '李娜|#|@|2',
      ),
    ],
    { headerRow: 1, fields: { name: 0, idNo: 1, phone: 2 }, people: 2 },
  ],
  [
    'a mark at the start of the file, line breaks in titles',
    [S('CSV', '\ufeff姓名|性\n别|身份证\n号　码|联系\n电话', '张伟|男|#|@', '李娜|女|#|@')],
    { fields: { name: 0, sex: 1, idNo: 2, phone: 3 }, people: 2 },
  ],
  [
    'a sheet for each month',
    [
      S('1月', '姓名|身份证', '张伟|#'),
      S('2月', '姓名|身份证', '张伟|#', '王一|#'),
      S('3月', '姓名|身份证', '张伟|#', '王一|#', '王二|#'),
    ],
    { sheet: '3月', people: 3 },
  ],
  [
    'ID is a running number, Identity Card the ID number',
    [
      S(
        'Staff',
        'ID|Name|Employee ID|Identity Card|Tel.|Fax',
        '1|张伟|A001|#|@|010-1',
        '2|李娜|A002|#|@|010-1',
      ),
    ],
    { fields: { name: 1, idNo: 3, phone: 4 }, people: 2 },
  ],
  [
    'an agency and the firm where people work',
    [
      S(
        's',
        '派遣单位|用工单位|所属工会|姓名|身份证号|联系方式|进入单位时间',
        '某人力|某局|某局工会|张伟|#|@|2020.1.1',
        '某人力|某局|某局工会|李娜|#|@|2020.1.2',
      ),
    ],
    { people: 2, fields: { employer: 0, name: 3, idNo: 4, phone: 5, hiredOn: 6 } },
  ],
  [
    'the same grid worker beside each person',
    [
      S(
        's',
        '社区|网格员姓名|网格员电话|从业人员|从业人员身份证|从业人员电话|从事职业',
        '龙泽|王芳|13900000000|张伟|#|@|快递员',
        '龙泽|王芳|13900000000|李娜|#|@|外卖骑手',
        '龙泽|王芳|13900000000|李三|#|@|外卖骑手',
      ),
    ],
    { fields: { name: 3, idNo: 4, phone: 5, work: 6 }, people: 3 },
  ],
  [
    'no names at all',
    [S('s', '身份证号|手机号', '#|@', '#|@')],
    { fields: { idNo: 0, phone: 1 }, refused: 'name_missing,name_missing' },
  ],
  [
    'a party branch: four dates, none of them of hiring',
    [
      S(
        's',
        '姓名|性别|出生年月|民族|学历|参加工作时间|入党时间|公民身份号码|所在党支部|手机号码|工作岗位',
        '张伟|男|1990-01-01|汉族|大学|2007-07-01|2009-07-01|#|机关支部|@|科长',
        '李娜|女|1990-01-01|汉族|研究生|2007-07-01|2009-07-01|#|机关支部|@|科员',
      ),
    ],
    {
      fields: { name: 0, sex: 1, birthDate: 2, ethnicity: 3, education: 4, idNo: 7, phone: 9, position: 10 },
      people: 2,
    },
  ],
  [
    'a property firm: posts stand for work',
    [
      S(
        'Sheet1',
        '项目|岗位|姓名|身份证号码|联系电话|到岗时间|合同到期日',
        '龙域中心|秩序维护员|张伟|#|@|2021.3.4|2026-3-3',
        '龙域中心|保洁|李娜|#|@|2021.3.5|2026-3-3',
        '龙域中心|工程维修|王强|#|@|2021.3.6|2026-3-3',
      ),
    ],
    { fields: { work: 1, name: 2, idNo: 3, phone: 4, hiredOn: 5 }, people: 3 },
  ],
  [
    'a title merged over all columns and repeated in each',
    [S('s', '人员名单|人员名单|人员名单', '人员姓名|人员证件号|人员手机', '张伟|#|@', '李娜|#|@')],
    { headerRow: 2, people: 2, fields: { name: 0, idNo: 1, phone: 2 } },
  ],
  [
    'a list for health checks',
    [
      S(
        's',
        '体检号|姓名|性别|年龄|证件号码|移动电话|单位|套餐|体检日期',
        'T01|张伟|男|n:39|#|@|甲公司|A|2025-03-01',
        'T02|李娜|女|n:39|#|@|甲公司|B|2025-03-01',
      ),
    ],
    { people: 2, fields: { name: 1, sex: 2, idNo: 4, phone: 5, employer: 6 } },
  ],
  [
    'a pay list with bank cards',
    [
      S(
        's',
        '序号|姓名|身份证号|工资卡号|金额|签领人|领取日期',
        '1|张伟|#|6217000010001234567|n:500||',
        '2|李娜|#|6217000010001234568|n:500||',
        '|合计|||n:1000||',
      ),
    ],
    { people: 2, fields: { name: 1, idNo: 2 }, skipped: 'total' },
  ],
  [
    'an insurer’s list',
    [
      S(
        's',
        '被保险人姓名|证件类型|证件号码|性别|出生日期|职业类别|受益人',
        '张伟|身份证|#|男|1990-01-01|3类|法定',
        '李娜|身份证|#|女|1990-01-01|4类|法定',
      ),
    ],
    { people: 2, fields: { name: 0, idType: 1, idNo: 2, sex: 3, birthDate: 4, work: 5 } },
  ],
  [
    'some ID numbers lost their digits',
    [
      S(
        's',
        '员工|身份证|手机',
        '张伟|n:110199198506070000|n:15900130001',
        '李娜|#|n:15900130002',
        '王强|n:110199198506070010|n:15900130003',
      ),
    ],
    { people: 1, refused: 'id_lost_digits,id_lost_digits' },
  ],
  [
    'the union’s name and its chair above the table',
    [
      S(
        's',
        '工会名称：某某公司工会|||',
        '会员人数：2人||工会主席：赵敏|',
        '序号|会员|性别|身份证件号|联络电话',
        '1|张伟|男|#|@',
        '2|李娜|女|#|@',
        '注：请如实填写|||',
      ),
    ],
    {
      headerRow: 3,
      people: 2,
      fields: { name: 1, sex: 2, idNo: 3, phone: 4 },
      refused: '',
      skipped: 'title',
    },
  ],
  [
    'last and first names apart: no column holds the name',
    [S('s', 'Last Name|First Name|ID Card No|Mobile', 'Zhang|Wei|#|@', 'Li|Na|#|@')],
    { fields: { idNo: 2, phone: 3 } },
  ],
  [
    'two lists side by side: only the left one is read',
    [S('s', '姓名|身份证|电话|姓名|身份证|电话', '张伟|#|@|王强|#|@', '李娜|#|@|赵敏|#|@')],
    { fields: { name: 0, idNo: 1, phone: 2 }, people: 2 },
  ],
  [
    'the worker and the family, each under a heading',
    [
      S(
        's',
        '本人情况||||家庭成员||',
        '姓名|身份证号|手机|职业|姓名|关系|电话',
        '张伟|#|@|快递员|李四|妻|@',
        '李娜|#|@|快递员|王五|夫|@',
      ),
    ],
    { headerRow: 2, people: 2, fields: { name: 0, idNo: 1, phone: 2, work: 3 } },
  ],
  [
    'a column for who left is not ours',
    [S('花名册', '姓名|身份证号|电话|在职状态|用工形式', '张伟|#|@|在职|合同制', '李娜|#|@|离职|合同制')],
    { people: 2, fields: { name: 0, idNo: 1, phone: 2, work: 4 } },
  ],
  [
    'masked ID numbers beside their last four digits',
    [
      S(
        's',
        '姓名|身份证后四位|身份证号|手机',
        '张伟|1234|110199********1234|@',
        '李娜|1235|110199********1235|@',
      ),
    ],
    { fields: { name: 0, idNo: 2, phone: 3 }, refused: 'id_characters,id_characters' },
  ],
  [
    'letters for titles',
    [S('s', 'A|B|C|D', '张伟|#|@|x', '李娜|#|@|y')],
    { headerRow: 1, people: 2, refused: '' },
  ],
  [
    'a database’s own column names',
    [S('t_user', 'XM|XB|SFZH|SJHM|RHRQ', '张伟|1|#|@|20200101', '李娜|2|#|@|20200102')],
    { headerRow: 1, people: 2, fields: { name: 0, idNo: 2, phone: 3 } },
  ],
  [
    'a line of instructions, one above each column',
    [
      S(
        's',
        '姓名请按身份证填写；|身份证号码必须18位。|电话填本人手机；',
        '姓名|身份证|电话',
        '张伟|#|@',
        '李娜|#|@',
      ),
    ],
    { headerRow: 2, people: 2 },
  ],
  [
    'a kindergarten: classes, qualifications, a parents’ committee',
    [
      S(
        '表1',
        '向阳幼儿园教职工信息登记表',
        '填表人：园长|||||',
        '序号|班级|职工|身份证号|资格证号|工作岗位|手机号码|家长委员会',
        '1|大一班|林静|#|2015110|教师|@|',
        '2|大二班|何芳|#|2015111|保育员|@|',
        '3|食堂|丁强|#||厨师|@|',
      ),
    ],
    { fields: { name: 2, idNo: 3, phone: 6, work: 5 }, people: 3 },
  ],
  [
    'a form filled in on the phone',
    [
      S(
        '收集结果',
        '提交者（自动）|提交时间（自动）|姓名（必填）|手机号（必填）|身份证号码（必填）|您目前的工作类型（必填）|所在站点（必填）|是否愿意加入工会（必填）',
        '微信用户|2025年3月1日 10:22|张伟|@|#|外卖骑手|龙泽站|愿意',
        '微信用户|2025年3月1日 10:23|李娜|@|#|快递员|沙河站|愿意',
      ),
    ],
    { headerRow: 1, fields: { name: 2, phone: 3, idNo: 4, work: 5, employer: 6 }, people: 2 },
  ],
  [
    'the tax client’s export of employees',
    [
      S(
        '2025-03',
        '某公司个税申报人员信息',
        '工号|*姓名|*证照类型|*证照号码|*国籍(地区)|*性别|*出生日期|*人员状态|*任职受雇从业类型|手机号码|任职受雇从业日期|离职日期|是否残疾',
        'n:1|张伟|居民身份证|#|中国|男|1990-01-01|正常|雇员|@|2019-01-01||否',
        'n:2|李娜|居民身份证|#|中国|女|1990-01-01|正常|实习学生（全日制学历教育）|@|2024-07-01||否',
      ),
    ],
    {
      fields: { name: 1, idType: 2, idNo: 3, sex: 5, birthDate: 6, work: 8, phone: 9, hiredOn: 10 },
      people: 2,
    },
  ],
  [
    'insured people: the social security number is the ID number',
    [
      S(
        '参保人员',
        '单位编号|个人编号|姓名|社会保障号码|参保日期|缴费基数',
        'n:1100|n:90001|张伟|#|201901|n:6000',
        'n:1100|n:90002|李娜|#|201901|n:6000',
      ),
    ],
    { fields: { name: 2, idNo: 3 }, people: 2 },
  ],
  [
    'English titles under English groups',
    [
      S(
        'Roster',
        '|Personal|||Employment||Emergency|',
        'No|Name|ID Number|Phone|Dept|Start Date|Name|Phone',
        '1|Zhang Wei|#|@|Ops|2020-01-01|Li Si|@',
        '2|Li Na|#|@|Ops|2020-01-02|Wang Wu|@',
      ),
    ],
    { headerRow: 2, fields: { name: 1, idNo: 2, phone: 3, department: 4, hiredOn: 5 }, people: 2 },
  ],
  [
    'heads of households beside the people who work',
    [
      S(
        's',
        '户主姓名|与户主关系|姓名|公民身份证号码|务工地点|务工单位|电话',
        '张大|子|张伟|#|北京|小蜂|@',
        '李大|女|李娜|#|北京|顺达|@',
      ),
    ],
    { fields: { name: 2, idNo: 3, phone: 6, employer: 5 }, people: 2 },
  ],
  [
    'the first lines are those without an ID number',
    [
      S(
        's',
        '酒店员工花名册',
        '',
        '部门|职位|姓名|性别|身份证号|联系电话|入职日期|合同类型',
        '前厅|经理|张伟|男||@|2020.1.1|固定期限',
        '前厅|接待|李娜|女||@|2020.1.1|固定期限',
        '客房|服务员|王芳|女|#|@|2020.1.1|劳务派遣',
        '客房|服务员|赵敏|女|#|@|2020.1.1|小时工',
      ),
    ],
    {
      headerRow: 3,
      fields: { department: 0, position: 1, name: 2, sex: 3, idNo: 4, phone: 5, hiredOn: 6, work: 7 },
      people: 2,
      refused: 'id_missing,id_missing',
    },
  ],
  [
    'those who retired are more, but not who is asked for',
    [
      S('退休职工', '姓名|身份证|电话', ...Array(5).fill('周退|#|@')),
      S('在职职工', '姓名|身份证|电话', '张伟|#|@', '李娜|#|@'),
    ],
    { sheet: '在职职工', people: 2 },
  ],
  [
    'a code in every column',
    [
      S(
        '职工信息',
        '职工编码|职工姓名|性别代码|民族代码|身份证件类型代码|身份证件号码|政治面貌代码|文化程度代码|用工形式代码|联系手机',
        'A01|张伟|1|01|1|#|13|20|1|@',
        'A02|李娜|2|01|1|#|01|30|2|@',
      ),
    ],
    {
      fields: {
        name: 1,
        sex: 2,
        ethnicity: 3,
        idType: 4,
        idNo: 5,
        politics: 6,
        education: 7,
        work: 8,
        phone: 9,
      },
      people: 2,
    },
  ],
  [
    'tabs before and behind every cell',
    [
      S(
        'CSV',
        '\t姓名|\t证件号码|\t联系电话\t|\t工作单位',
        '\t张伟|\t#\t|\t@|\t甲公司',
        '\t李娜|\t#\t|\t@|\t甲公司',
      ),
    ],
    { fields: { name: 0, idNo: 1, phone: 2, employer: 3 }, people: 2 },
  ],
  [
    'sums by sex and numbered notes below',
    [
      S(
        's',
        '姓名|性别|身份证号码|电话',
        '张伟|男|#|@',
        '李娜|女|#|@',
        '男：1人|女：1人|共计：2人|',
        '说明：1.本表由工会小组长填写|||',
        '2.每季度更新|||',
      ),
    ],
    { people: 2, refused: '' },
  ],
  [
    'a courier firm’s export by depot',
    [
      S(
        '员工导出',
        '网点编码|网点名称|业务员编号|业务员姓名|业务员电话|身份证号|岗位|状态|创建时间',
        'W001|龙泽网点|Y1|张伟|@|#|收派员|启用|2024-01-02 10:00',
        'W001|龙泽网点|Y2|李娜|@|#|仓管|启用|2024-01-02 10:00',
      ),
    ],
    { fields: { employer: 1, name: 3, phone: 4, idNo: 5, position: 6 }, people: 2 },
  ],
];

test.each(CASES)('%s', (_label, sheets, wanted) => {
  const seen = understood(sheets);
  const found: Wanted = {
    ...seen,
    people: seen.people.length,
    refused: seen.refused.map(([, ...refusals]) => refusals.join('+')).join(','),
    skipped: seen.others.join(','),
  };
  expect(found).toMatchObject(wanted);
  if (wanted.fields) expect(found.fields).toEqual(wanted.fields);
});
