import type { EntryMode, PlaceRole } from '../contract.ts';

/** The hours of the demo's places, by a word for each. */
export const DEMO_HOURS = {
  office: [['08:30', '17:30'], null],
  bank: [
    ['09:00', '17:00'],
    ['09:30', '16:00'],
  ],
  long: [
    ['07:00', '22:00'],
    ['07:00', '22:00'],
  ],
  evening: [
    ['09:00', '21:00'],
    ['10:00', '20:00'],
  ],
  night: [
    ['18:00', '02:00'],
    ['18:00', '02:00'],
  ],
  always: [
    ['00:00', '24:00'],
    ['00:00', '24:00'],
  ],
} as const;

/** How fresh a place is when the demo is loaded. */
export type Fresh =
  | { readonly used: number }
  | { readonly host: number }
  | { readonly officer: number }
  | { readonly doubted: number }
  | null;

export interface DemoPlace {
  readonly name: string;
  readonly kind: string;
  /** The street's code in GB/T 2260, whose union looks after it. */
  readonly street: string;
  readonly address: string | null;
  readonly directions?: string;
  /** WGS-84, made up within the street; null where nobody has located it yet. */
  readonly at: readonly [lat: number, lng: number] | null;
  readonly hours: keyof typeof DEMO_HOURS | null;
  readonly has: readonly string[];
  readonly out?: readonly string[];
  readonly host?: string;
  readonly entry?: EntryMode;
  /** Hours ago. */
  readonly fresh: Fresh;
  readonly note?: string;
  readonly closed?: string;
  readonly size?: number;
  readonly roles?: readonly PlaceRole[];
}

const FULL = ['toilet', 'water', 'phone_charge', 'heat_food', 'seats', 'ac', 'first_aid', 'wifi'];
const PLAIN = ['water', 'phone_charge', 'seats', 'ac'];

/** 一镇六街, the Huitian area of the source page: where, of what kind and how fresh. Names and positions are made up. */
export const HUITIAN_PLACES: readonly DemoPlace[] = [
  {
    name: '白坊家圆户外劳动者暖心驿站',
    kind: 'warm_station',
    street: '110114011',
    address: '白坊家圆社区服务中心一层',
    directions: '小区北门进来第一间，门口有红色灯箱',
    at: [40.0741, 116.3452],
    hours: 'long',
    has: [...FULL, 'parking', 'fridge', 'rain_gear', 'books'],
    host: '白坊家圆社区服务中心',
    fresh: { used: 0.2 },
    note: '跨年做年糕，12 月 31 日下午来',
    size: 68,
    roles: ['station', 'workers_home'],
  },
  {
    name: '龙腾苑二区工会驿站',
    kind: 'service_station',
    street: '110114011',
    address: '龙腾苑二区 7 号楼底商',
    at: [40.0703, 116.3391],
    hours: 'evening',
    has: [...PLAIN, 'toilet'],
    fresh: { used: 3 },
  },
  {
    name: '回龙观地铁站东口骑手驿站',
    kind: 'warm_station',
    street: '110114011',
    address: '回龙观地铁站 B 口东侧 80 米',
    at: [40.0698, 116.3312],
    hours: 'always',
    has: ['phone_charge', 'battery_swap', 'parking', 'seats', 'water'],
    entry: 'smart_door',
    fresh: { used: 1.1 },
  },
  {
    name: '京北惠民银行回龙观支行爱心驿站',
    kind: 'service_station',
    street: '110114011',
    address: '回龙观西大街 118 号',
    directions: '大堂左手边，跟保安说来歇脚就行',
    at: [40.0727, 116.3268],
    hours: 'bank',
    has: ['water', 'seats', 'ac', 'phone_charge', 'rain_gear'],
    host: '京北惠民银行回龙观支行',
    entry: 'ask_staff',
    fresh: { host: 20 },
  },
  {
    name: '邻里优选便利店歇脚点',
    kind: 'partner_shop',
    street: '110114011',
    address: '育知东路 26 号',
    at: [40.0779, 116.3405],
    hours: 'long',
    has: ['water', 'heat_food', 'phone_charge'],
    out: ['heat_food'],
    host: '邻里优选便利店（回龙观店）',
    fresh: { host: 52 },
    note: '微波炉送修，周四回来',
  },
  {
    name: '育知路公共卫生间',
    kind: 'public_toilet',
    street: '110114011',
    address: '育知路与文华路口西北角',
    at: [40.0802, 116.3347],
    hours: 'always',
    has: ['toilet', 'water'],
    fresh: { officer: 70 },
  },
  {
    name: '龙泽苑东区暖心驿站',
    kind: 'warm_station',
    street: '110114012',
    address: '龙泽苑东区物业楼一层',
    at: [40.0688, 116.3189],
    hours: 'evening',
    has: FULL,
    fresh: { used: 6 },
    size: 42,
  },
  {
    name: '龙泽地铁站快递员之家',
    kind: 'service_station',
    street: '110114012',
    address: '龙泽地铁站 A 口北侧',
    at: [40.0705, 116.3172],
    hours: 'night',
    has: ['seats', 'phone_charge', 'parking', 'water', 'toilet'],
    fresh: { used: 14 },
  },
  {
    name: '同成街司机歇脚点',
    kind: 'partner_shop',
    street: '110114012',
    address: '同成街 55 号',
    at: [40.0739, 116.3112],
    hours: 'office',
    has: ['water', 'toilet'],
    fresh: { doubted: 12 },
  },
  {
    name: '风雅园社区驿站',
    kind: 'service_station',
    street: '110114012',
    address: '风雅园三区 12 号楼',
    at: [40.0769, 116.3201],
    hours: null,
    has: ['water', 'seats'],
    fresh: null,
  },
  {
    name: '史各庄东半壁店驿站',
    kind: 'warm_station',
    street: '110114013',
    address: '东半壁店社区服务站',
    at: [40.0942, 116.3008],
    hours: 'office',
    has: [...PLAIN, 'toilet', 'heat_food'],
    fresh: { officer: 240 },
  },
  {
    name: '定泗路环卫工休息室',
    kind: 'service_station',
    street: '110114013',
    address: '定泗路环卫所院内',
    at: [40.0989, 116.2951],
    hours: 'long',
    has: ['water', 'seats', 'ac', 'toilet', 'heat_food'],
    fresh: { host: 500 },
  },
  {
    name: '生命科学园站智能驿站',
    kind: 'smart_station',
    street: '110114013',
    address: '生命科学园地铁站 C 口',
    at: [40.0936, 116.2889],
    hours: 'always',
    has: ['seats', 'phone_charge', 'ac'],
    entry: 'code_lock',
    fresh: { doubted: 90 },
  },
  {
    name: '霍营黄平路暖心驿站',
    kind: 'warm_station',
    street: '110114010',
    address: '黄平路 19 号院社区中心',
    at: [40.0719, 116.3641],
    hours: 'long',
    has: [...FULL, 'parking'],
    fresh: { used: 2 },
    size: 55,
  },
  {
    name: '霍营地铁站西口驿站',
    kind: 'service_station',
    street: '110114010',
    address: '霍营地铁站 D 口西侧',
    at: [40.0701, 116.3588],
    hours: 'evening',
    has: PLAIN,
    closed: '站前广场改造',
    fresh: { officer: 30 },
  },
  {
    name: '华龙苑便民驿站',
    kind: 'service_station',
    street: '110114010',
    address: '华龙苑中里 5 号楼',
    at: [40.0667, 116.3692],
    hours: 'office',
    has: ['water', 'toilet', 'seats'],
    fresh: { officer: 1_150 },
  },
  {
    name: '天通苑北一区暖心驿站',
    kind: 'warm_station',
    street: '110114008',
    address: '天通苑北一区社区服务中心',
    at: [40.0838, 116.4128],
    hours: 'long',
    has: [...FULL, 'aed', 'mothers_room'],
    fresh: { used: 0.8 },
    size: 90,
  },
  {
    name: '天通中苑骑手加油站',
    kind: 'warm_station',
    street: '110114008',
    address: '天通中苑 26 号楼底商',
    at: [40.0769, 116.4171],
    hours: 'night',
    has: ['battery_swap', 'phone_charge', 'parking', 'seats', 'water'],
    fresh: { used: 11 },
  },
  {
    name: '立水桥北邮政网点驿站',
    kind: 'service_station',
    street: '110114008',
    address: '立汤路 186 号',
    at: [40.0789, 116.4099],
    hours: 'bank',
    has: ['water', 'seats'],
    host: '立汤路邮政支局',
    entry: 'ask_staff',
    fresh: { host: 800 },
  },
  {
    name: '天通苑南街道工会驿站',
    kind: 'service_station',
    street: '110114009',
    address: '天通苑南街道办事处一层',
    at: [40.0632, 116.4142],
    hours: 'office',
    has: [...FULL, 'legal_point'],
    fresh: { officer: 44 },
    size: 60,
    roles: ['station', 'service_desk'],
  },
  {
    name: '佳运园小哥驿站',
    kind: 'warm_station',
    street: '110114009',
    address: '佳运园一区 3 号楼',
    at: [40.0589, 116.4119],
    hours: 'evening',
    has: [...PLAIN, 'heat_food', 'parking'],
    fresh: { used: 5 },
  },
  {
    name: '清河营公园歇脚亭',
    kind: 'service_station',
    street: '110114009',
    address: null,
    at: null,
    hours: null,
    has: ['seats'],
    fresh: null,
  },
  {
    name: '东小口中滩村暖心驿站',
    kind: 'warm_station',
    street: '110114007',
    address: '中滩村村委会东侧',
    at: [40.0511, 116.3958],
    hours: 'long',
    has: [...FULL, 'parking'],
    fresh: { used: 9 },
    size: 48,
  },
  {
    name: '陈营桥公交场站司机驿站',
    kind: 'service_station',
    street: '110114007',
    address: '陈营桥公交场站调度室旁',
    at: [40.0556, 116.4021],
    hours: 'always',
    has: ['toilet', 'water', 'seats', 'parking'],
    fresh: { host: 6 },
  },
  {
    name: '半截塔路公厕驿站',
    kind: 'public_toilet',
    street: '110114007',
    address: '半截塔路 33 号旁',
    at: [40.0482, 116.3891],
    hours: 'always',
    has: ['toilet', 'water', 'phone_charge'],
    fresh: { officer: 300 },
  },
  {
    name: '魏窑村新建驿站',
    kind: 'warm_station',
    street: '110114007',
    address: '魏窑村文化广场西侧',
    at: null,
    hours: 'office',
    has: PLAIN,
    fresh: null,
  },
];

/** Places elsewhere that other stories of the page happen at. */
export const OTHER_PLACES = {
  palace: {
    name: '海淀工人文化宫',
    kind: 'cultural_palace',
    address: '海淀区（示范数据）',
    at: [39.9597, 116.2986],
    hours: 'evening',
    has: ['toilet', 'water', 'wifi', 'parking', 'aed'],
    size: 4_800,
    roles: ['venue', 'workers_home'],
  },
  techRoom: {
    name: '视源创新职工书屋',
    kind: 'reading_room',
    address: '经开区（示范数据）',
    at: [39.7953, 116.5064],
    hours: 'office',
    has: ['seats', 'wifi', 'books', 'water'],
    size: 70,
    roles: ['reading_room'],
  },
  clinicRoom: {
    name: '博济门诊职工书屋',
    kind: 'reading_room',
    address: '经开区（示范数据）',
    at: [39.8021, 116.4951],
    hours: 'office',
    has: ['seats', 'wifi', 'books'],
    size: 36,
    roles: ['reading_room'],
  },
  corner: {
    name: '京东物流经开站图书角',
    kind: 'book_corner',
    address: '经开区（示范数据）',
    at: [39.7884, 116.5142],
    hours: 'long',
    has: ['books', 'seats', 'water', 'phone_charge'],
    size: 12,
    roles: ['reading_room', 'station'],
  },
} as const satisfies Readonly<
  Record<string, Pick<DemoPlace, 'name' | 'kind' | 'address' | 'at' | 'hours' | 'has' | 'size' | 'roles'>>
>;

/** What visitors have reported, and nobody has seen to yet. */
export const DEMO_FAULTS = [
  { name: '邻里优选便利店歇脚点', kind: 'broken', facility: 'heat_food', note: '微波炉按了没反应' },
  { name: '生命科学园站智能驿站', kind: 'locked_out', note: '门上的码扫了要下载软件，还是进不去' },
  { name: '华龙苑便民驿站', kind: 'no_water' },
] as const;

/** At 白坊家圆; `days` from today until it expires. */
export const DEMO_SUPPLIES = [
  { item: '方便面', quantity: 48, unit: '桶', days: 21 },
  { item: '创可贴', quantity: 6, unit: '盒', days: 400 },
  { item: '一次性雨衣', quantity: 30, unit: '件', days: null },
] as const;
