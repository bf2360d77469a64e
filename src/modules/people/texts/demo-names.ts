import type { Occupation } from '../join/contract.ts';

/**
 * Names of the demo are put together by chance; no one is meant. Surnames: the common ones stand more
 * often.
 */
export const SURNAMES = (
  '王王王王王王王李李李李李李李张张张张张张刘刘刘刘刘陈陈陈陈杨杨杨杨赵赵赵黄黄黄周周周吴吴吴徐徐孙孙马马朱朱胡胡郭郭何何高高林林罗罗' +
  '郑郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史' +
  '陶黎贺顾郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯'
).split('');

export const COMPOUND_SURNAMES = '欧阳 上官 司马 诸葛 皇甫 尉迟 慕容 令狐 司徒 夏侯 东方 端木'.split(' ');

/** Second characters of given names by sex, and first ones for both. */
export const GIVEN = {
  first: '晓志建文海春国立玉明家永新世子俊佳思雨宇嘉泽景一梓振少学红秀小金长庆天成云德光兴宏广瑞'.split(''),
  male: '强伟军勇杰涛磊鹏峰斌辉刚超波宁凯浩轩然博毅航翔龙林东亮飞旭洋岩松柱栋'.split(''),
  female: '芳娜敏静丽艳娟霞燕玲洁婷雪琳倩颖璐莹欣怡萍蕾琴珍梅菊悦涵彤瑶薇妍'.split(''),
} as const;

/**
 * Given names and fathers' names with a middle dot (Uygur), double names with one (Tibetan), and names of
 * one piece.
 */
export const MINORITY_NAMES = {
  male: {
    dotted: [
      {
        first: '买买提 艾力 吐尔逊 阿不都 热合曼 玉素甫'.split(' '),
        last: '艾买提 卡迪尔 吾斯曼 依明 热西提 沙迪克'.split(' '),
      },
      { first: '次仁 扎西 丹增 洛桑'.split(' '), last: '顿珠 旺堆 多吉 平措'.split(' ') },
    ],
    whole: '巴特尔 苏和 乌力吉 朝鲁 那顺 阿木古郎'.split(' '),
  },
  female: {
    dotted: [
      {
        first: '阿依古丽 热依娜 古丽娜 帕提古丽 米热班'.split(' '),
        last: '艾买提 卡迪尔 吾斯曼 依明 热西提 沙迪克'.split(' '),
      },
      { first: '卓玛 央金 德吉 白玛 拉姆'.split(' '), last: '次仁 卓嘎 拉珍 曲珍'.split(' ') },
    ],
    whole: '其其格 乌兰 萨仁 娜仁 高娃 托娅'.split(' '),
  },
} as const;

/** What chance must not make: names that everybody knows from the news or the screen. */
export const KNOWN_NAMES: ReadonlySet<string> = new Set(
  (
    '李强 李鹏 李小鹏 王毅 何立峰 殷勇 袁家军 黄强 王凯 王宁 王勇 王文涛 张国清 刘伟 万立骏 朱德 林彪 周立波 王立军 李小龙 刘翔 李娜 李宁 ' +
    '赵薇 周迅 刘洋 高晓松 马龙 马丽 杨洋 杨颖 李娟 张宁 王涛 王楠 王浩 马琳 张艺 林丹 陈龙 王菲 刘涛 孙俪 陈坤 黄晓明 胡军 张涵 宁静 许晴'
  ).split(' '),
);

/** Names in a passport. */
export const FOREIGN_NAMES = [
  'Lena Holmgaard',
  'Marek Dvorsky',
  'Aiko Tanemura',
  'Joao Silveira',
  'Priya Chandrasek',
  'Olga Petrenskaya',
  'Daniel Whitlock',
  'Nguyen Thi Mai',
];

/** What the members of a union do, by its trade; an occupation that stands twice is twice as common. */
export const OCCUPATIONS_BY_TRADE = {
  express: ['courier'],
  delivery: ['delivery_rider'],
  taxi: ['ride_hailing_driver'],
  freight: ['truck_driver'],
  software: ['office', 'office', 'office', 'office', 'office', 'other'],
  technology: ['factory', 'factory', 'factory', 'office', 'office'],
  pharma: ['factory', 'factory', 'office', 'office', 'other'],
  clinic: ['service', 'service', 'service', 'office'],
  food: ['factory', 'service', 'service'],
  shop: ['service', 'service', 'service', 'office'],
  property: ['service', 'service', 'service', 'office', 'other_nef'],
  public: ['public_sector'],
  railway: ['builder', 'builder', 'builder', 'builder', 'office', 'factory'],
} as const satisfies Record<string, readonly Occupation[]>;

/** The unions for workers of all four key groups. */
export const KEY_GROUPS: readonly Occupation[] = [
  'courier',
  'courier',
  'delivery_rider',
  'delivery_rider',
  'ride_hailing_driver',
  'truck_driver',
];

/** Employers as people without one on record call them. */
export const CALLED_EMPLOYERS: Readonly<Partial<Record<Occupation, readonly string[]>>> = {
  courier: ['顺达快运回龙观站', '捷行速递沙河站', '飞燕快件昌平分拨中心', '驿路快运东小口站'],
  delivery_rider: ['捷行同城配送（众包）', '蜂巢里即时配送天通苑站', '小跑同城配送（专送）'],
  ride_hailing_driver: ['同路出行', '稳行汽车租赁', '自有车辆'],
  truck_driver: ['长路货运', '满载里物流', '自有货车'],
  public_sector: [
    '海淀区人力资源和社会保障局',
    '海淀区财政局',
    '海淀区教育委员会',
    '街道便民服务中心',
    '街道网格服务站',
  ],
  service: ['小区物业', '便利店', '家政服务站', '理发店'],
  other_nef: ['房产中介门店', '护理站', '直播基地'],
  office: ['创业园', '设计工作室'],
};

export const RESOLUTION_TITLES = [
  '关于接收新会员入会的决议',
  '关于批准入会申请的决议',
  '委员会会议关于发展会员的决议',
  '关于集中入会行动接收会员的决议',
];

/** How periods end or pause, and what the committee wrote down. */
export const REASONS = {
  retired: '退休，保留会籍',
  unemployed: '失业，保留会籍',
  unit_closed: '原单位工会撤销，会籍保留在上级工会',
  resigned: ['本人书面申请退会', '离开北京，本人申请退会', '离职，本人申请退会'],
  deemed_resigned: '六个月未交会费、未参加活动，经教育仍不改正，委员会决定按自动退会处理',
  deceased: '病故',
} as const;
