/**
 * Words of the demo federation. Public bodies bear their real names; every company is invented, from stems
 * that no well-known brand uses.
 */

/** First half of an invented company name. */
export const STEMS =
  '云岭 青禾 松涧 澜石 霁川 砚田 禾畔 星榆 柏屿 沐岚 鹿坪 槐序 汀洲 启衡 维桥 拓岑 致垣 合砺 同砺 锐岑 承岳 云栈 知畦 晴川 泊远 初穗 万穗 千屿 屿光 临溪 ' +
  '听松 半亩 秋实 望岭 竹里 观澜 景榆 元禾 铭岳 禹川 恒榆 博垣 方砚 明砺 正垄 卓岚 思源泉 海棠里 新麦 山月 石桥 长亭 雁池 双桐 九畹 兰畦 百川渡 百叶 乐耘 众岑 ' +
  '智畔 数耘 云耕 码田 图南桥 微澜石 深泉 远岫 天畴 光畦 芯垣 量岑 极屿 格物田 灵枢里 安畔 康垄 仁泉 杏畦 橘井 若谷 怀瑾田 乘黄 追云 快马坡 轻舟渡 顺垄 通衢里 广济桥 ' +
  '禾木 泽畔 润田里 丰垣 嘉穗 瑞榆 祥桐 福畦 金麦 银杏里 红榆 绿汀 蓝湾里 紫藤 白鹭洲 青石 黑土地 朱雀里 玄圃 沧浪里';

/** What the people of a union do, and so what its employers are called. */
export const TRADES = {
  express: ['快运', '速递', '快件分拨'],
  delivery: ['同城配送', '即时配送', '外卖站点管理'],
  taxi: ['汽车租赁服务', '出行服务'],
  freight: ['货运', '物流', '冷链运输'],
  software: [
    '软件',
    '数据技术',
    '智能科技',
    '信息技术',
    '云计算',
    '网络科技',
    '人工智能',
    '集成电路设计',
    '信息安全',
    '地理信息',
  ],
  technology: [
    '显示科技',
    '机器人',
    '电子',
    '半导体设备',
    '汽车零部件',
    '新能源科技',
    '光电技术',
    '精密机械',
    '仪器仪表',
    '航天配套',
  ],
  pharma: ['生物医药', '制药', '生物技术', '诊断技术', '医疗器械', '疫苗研究'],
  clinic: ['门诊部', '口腔门诊部', '中医门诊部', '医学检验所', '体检中心', '康复门诊部'],
  food: ['食品', '餐饮管理', '饮品', '中央厨房'],
  shop: ['商贸', '超市连锁', '百货', '家居', '药房连锁', '文化用品'],
  property: ['物业管理', '保安服务', '家政服务', '保洁服务', '园林绿化'],
  public: [],
  railway: [],
} as const satisfies Record<string, readonly string[]>;

export type Trade = keyof typeof TRADES;

/** Employers that the demo names elsewhere too: couriers and riders say these names. */
export const KNOWN_EMPLOYERS = {
  express: [
    '北京顺达快运有限公司',
    '北京捷行速递有限公司',
    '北京飞燕快件分拨有限公司',
    '北京驿路快运有限公司',
  ],
  delivery: ['北京捷行同城配送有限公司', '北京蜂巢里即时配送有限公司', '北京小跑同城配送有限公司'],
  taxi: ['北京同路出行服务有限公司', '北京稳行汽车租赁服务有限公司'],
  freight: ['北京长路货运有限公司', '北京满载里物流有限公司'],
} as const;

/** The four sector associations of Changping (domain.md §A, the "4 key groups"). */
export const SECTORS = [
  { trade: 'express', name: '快递行业', occupation: 'courier', size: 430 },
  { trade: 'delivery', name: '外卖配送行业', occupation: 'delivery_rider', size: 330 },
  { trade: 'taxi', name: '网约车行业', occupation: 'ride_hailing_driver', size: 190 },
  { trade: 'freight', name: '货运行业', occupation: 'truck_driver', size: 130 },
] as const;

export const GIG_OCCUPATIONS = SECTORS.map(({ occupation }) => occupation);

/** 一镇六街 of the Huitian area (domain.md §0). */
export const HUITIAN = ['007', '008', '009', '010', '011', '012', '013'].map((street) => `110114${street}`);
export const HUILONGGUAN = '110114011';

/**
 * The streets of the development area lie in Daxing; the third is its statistical pseudo-code (domain.md
 * §0).
 */
export const BDA_STREETS = ['110115012', '110115013', '110115403'];

/** Joint unions of a street or town, by what brings their small employers together. */
export const JOINT_UNIONS: readonly { readonly name: string; readonly trade: Trade }[] = [
  { name: '商圈企业联合工会', trade: 'shop' },
  { name: '楼宇企业联合工会', trade: 'software' },
  { name: '社区物业联合工会', trade: 'property' },
  { name: '餐饮服务业联合工会', trade: 'food' },
  { name: '小微企业联合工会', trade: 'shop' },
];

export const NUMERALS = '一二三四五六七八九十'.split('');

/**
 * 13 units of the joint meeting in Haidian (source-facts.md §2; four named there, the others usual:
 * domain.md B6).
 */
export const GOVERNMENT_OFFICES = [
  '海淀区人民政府办公室',
  '海淀区人力资源和社会保障局',
  '中共海淀区委机构编制委员会办公室',
  '海淀区财政局',
  '海淀区发展和改革委员会',
  '海淀区教育委员会',
  '海淀区科学技术和经济信息化局',
  '海淀区民政局',
  '海淀区司法局',
  '海淀区住房和城乡建设委员会',
  '海淀区卫生健康委员会',
  '海淀区应急管理局',
  '海淀区人民政府国有资产监督管理委员会',
];

/** Unions for off-establishment staff (编外人员), the meeting's third report. */
export const OFF_ESTABLISHMENT_UNIONS = [
  '海淀区机关编外人员联合工会',
  '海淀区教育系统编外人员联合工会',
  '海淀区卫生健康系统编外人员联合工会',
  '海淀区街镇编外人员联合工会',
];

export const RAILWAY = '北方铁路建设集团';
export const RAILWAY_SUBSIDIARIES = [
  '第一工程有限公司',
  '第二工程有限公司',
  '第三工程有限公司',
  '第四工程有限公司',
  '第五工程有限公司',
  '电务工程有限公司',
  '桥隧工程有限公司',
  '轨道维护有限公司',
  '物资有限公司',
  '设计院有限公司',
  '北京工程有限公司',
  '城市建设有限公司',
];
