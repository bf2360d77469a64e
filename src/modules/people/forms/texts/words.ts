import type { IdType, Occupation } from '../../join/contract.ts';
import type { Employment, Standing } from '../../standing/contract.ts';
import type { FormField } from '../contract.ts';

/**
 * Our values in the words of official forms. The first word is what we write where a form has no code table; all of them
 * say which choice of a form means ours. A choice belongs to the first value here one of whose words it contains.
 */
export const VALUE_WORDS = {
  sex: { male: '男', female: '女' } satisfies Record<'male' | 'female', string>,
  idType: {
    hmt_residence_permit: '港澳台居民居住证 港澳居民居住证 台湾居民居住证',
    foreign_residence_card: '外国人永久居留身份证 永久居留',
    passport: '护照',
    resident_id: '居民身份证 身份证',
  } satisfies Record<IdType, string>,
  occupation: {
    courier: '快递员 快递',
    ride_hailing_driver: '网约车司机 网约车',
    delivery_rider: '网约配送员 网约送餐 外卖 骑手',
    truck_driver: '货车司机 货车 卡车',
    other_nef: '其他新就业形态劳动者 新就业形态',
    office: '办公室职工 办公室 行政',
    factory: '工厂职工 工厂 生产制造',
    builder: '建筑工人 建筑',
    service: '服务业职工 服务业',
    public_sector: '机关事业单位职工 机关 事业单位',
    other: '其他 其它',
  } satisfies Record<Occupation, string>,
  employment: {
    off_establishment: '编外 非编 不在编 非在编',
    dispatched: '劳务派遣 派遣',
    intern: '实习 见习',
    on_establishment: '在编 编内',
    platform: '平台用工 平台 众包',
    contract: '合同制 劳动合同',
  } satisfies Record<Employment, string>,
  standing: {
    known: '未入会 非会员',
    retained: '保留会籍 保留',
    transferring: '转会中 转移中',
    transferred: '已转出 转出',
    deemed_resigned: '视为自动退会 自动退会',
    resigned: '已退会 退会',
    expelled: '开除会籍 开除',
    deceased: '已故 去世 死亡',
    active: '在册 在会 正常',
  } satisfies Record<Standing, string>,
  migrant: { no: '否 不是 非', yes: '是' } satisfies Record<'yes' | 'no', string>,
} as const;

/**
 * Titles, as they are compared, of what rosters have no column for, or only one for both kinds of work. Patterns, the
 * first that fits.
 */
export const OWN_TITLES: readonly (readonly [FormField, string])[] = [
  ['rowNo', '^(序号|编号|行号|顺序号|no)$'],
  ['unionCode', '^(?!.*会员).*工会.*(代码|编码|编号|信用)'],
  ['union', '^(所属|所在|基层|本|单位)*工会(组织)?(名称|全称)?$'],
  ['standing', '(会员|会籍)(状态|情况)$'],
  ['employment', '^(用工|编制|在编)(形式|方式|性质|类型|类别|情况)?$'],
  ['occupation', '^(从事)?(职业|工种)(类型|类别|名称)?$|^(就业|所属)?群体(类型|类别)?$'],
];

/** Of the other columns for work those that ask for the kind of employment. */
export const EMPLOYMENT_TITLE = '用工|编制|在编|合同|性质|人员类|员工类|职工类|身份类';

/** A line below the header that says how to fill in, and is no example. */
export const HINT = '必填|选填|填写|下拉|格式|文本|请选|示意|说明|字符|汉字|yyyy|\\d+位|^注';
