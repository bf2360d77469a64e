import type { Criterion, CriterionRule, TitleLevel } from '../titles/templates/contract.ts';
import type { PlaceRole } from '../contract.ts';

/** Rules of a title that a union may take over as they are, or change first. */
export interface ReadyTitle {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly level: TitleLevel;
  readonly grantedBy: string | null;
  readonly roles: PlaceRole[];
  readonly areaCode: string | null;
  readonly source: string;
  readonly inferred: boolean;
  readonly criteria: Criterion[];
  readonly noticeDays: number;
  readonly recheckMonths: number | null;
}

type Line = readonly [code: string, zh: string, en: string];

const computed = ([code, zh, en]: Line, rule: CriterionRule): Criterion => ({
  code,
  zh,
  en,
  how: 'computed',
  rule,
  required: true,
});
const shown = ([code, zh, en]: Line): Criterion => ({
  code,
  zh,
  en,
  how: 'evidence',
  rule: null,
  required: true,
});
const seen = ([code, zh, en]: Line): Criterion => ({
  code,
  zh,
  en,
  how: 'judged',
  rule: null,
  required: true,
});
const has = (...codes: string[]): CriterionRule => ({ fact: 'facilities', has: codes });

const SIGN = seen(['sign', '统一标识：门口有统一的标牌', 'A uniform sign at the door']);
const FIXED = computed(['premises', '固定场所', 'Fixed premises'], { fact: 'fixedPremises' });
const RULES = shown(['rules', '管理制度：上墙，有记录', 'Written rules on the wall, with records']);
const STAFF = computed(['staff', '人员管理：至少 1 名管理员', 'At least one person in charge'], {
  fact: 'administrators',
  atLeast: 1,
});
const ON_MAP = computed(
  ['map', '地图可查：公开列表和地图上找得到', 'Found in the public list and on the map'],
  {
    fact: 'listed',
  },
);
const FOUR = has('water', 'heat_food', 'seats', 'toilet');

const station = {
  level: 'district' as const,
  grantedBy: null,
  roles: ['station' as const],
  areaCode: null,
  noticeDays: 5,
};
const reading = { roles: ['reading_room' as const], areaCode: null, noticeDays: 5 };

/**
 * As far as notices could be read; what had to be guessed is marked. Where each comes from, in domain.md: six_haves B5
 * [six1], six_haves_guizhou [six2], eight_haves [eight], seven_ones [wh7], most_beautiful §A and B5; etown_reading B7
 * [bda], national_reading [nat], of which the source itself is unsure.
 */
export const READY_TITLES: ReadyTitle[] = [
  {
    ...station,
    key: 'six_haves',
    nameZh: '“六有”户外劳动者服务站点',
    nameEn: 'Station with the six haves',
    source: '“六有”：胶州、永城；服务设备取四难各一样、公示 5 天、两年复查为推断',
    inferred: true,
    criteria: [
      SIGN,
      FIXED,
      computed(
        ['equipment', '服务设备：能喝水、热饭、歇脚、如厕', 'Water, heating food, seats, a toilet'],
        FOUR,
      ),
      RULES,
      STAFF,
      ON_MAP,
    ],
    recheckMonths: 24,
  },
  {
    ...station,
    key: 'six_haves_guizhou',
    nameZh: '“六有”户外劳动者服务站点（贵州）',
    nameEn: 'Station with the six haves (Guizhou)',
    source: '“六有”：贵州；设施清单、公示 5 天、两年复查为推断',
    inferred: true,
    criteria: [
      seen(['sign', '统一标识名称', 'A uniform sign and name']),
      seen(['layout', '合理布局：户外劳动者走得到', 'Where outdoor workers pass']),
      computed(
        ['equipment', '健全设施：能喝水、热饭、歇脚、如厕', 'Water, heating food, seats, a toilet'],
        FOUR,
      ),
      computed(
        ['functions', '完善功能：充电、药箱', 'More services: charging, first aid'],
        has('phone_charge', 'first_aid'),
      ),
      shown(['rules', '规范制度', 'Written rules']),
      ON_MAP,
    ],
    recheckMonths: 24,
  },
  {
    ...station,
    key: 'eight_haves',
    nameZh: '“八有”户外劳动者服务站点',
    nameEn: 'Station with the eight haves',
    source: '“八有”：邹城，在“六有”上加建设运营主体、宣传教育；公示与复查期限为推断',
    inferred: true,
    criteria: [
      SIGN,
      FIXED,
      computed(
        ['equipment', '服务设备：能喝水、热饭、歇脚、如厕', 'Water, heating food, seats, a toilet'],
        FOUR,
      ),
      RULES,
      STAFF,
      ON_MAP,
      shown(['operator', '建设运营主体：谁建、谁管写得清楚', 'Who builds and who runs it, in writing']),
      shown(['education', '宣传教育：政策、安全、技能有地方看', 'Policies, safety and skills to read about']),
    ],
    recheckMonths: 24,
  },
  {
    ...station,
    key: 'seven_ones',
    nameZh: '“七个一”户外劳动者服务站点',
    nameEn: 'Station with the seven ones',
    source: '“七个一”：武汉；10 至 15 分钟步行一处另看布局；公示与复查期限为推断',
    inferred: true,
    criteria: [
      computed(['room', '一间屋', 'One room'], { fact: 'fixedPremises' }),
      computed(['table', '一套桌凳', 'One table with stools'], has('seats')),
      computed(['microwave', '一台微波炉', 'One microwave'], has('heat_food')),
      computed(['dispenser', '一台饮水机', 'One water dispenser'], has('water')),
      computed(['climate', '一台取暖纳凉设备', 'One heater and cooler'], has('ac')),
      computed(['fridge', '一台冰箱', 'One fridge'], has('fridge')),
      computed(['first_aid', '一个药箱', 'One first-aid kit'], has('first_aid')),
    ],
    recheckMonths: 24,
  },
  {
    ...station,
    key: 'most_beautiful',
    nameZh: '最美驿站',
    nameEn: 'Most beautiful station',
    level: 'city',
    source: '最美工会户外劳动者服务站点的评选；标准未见原文，以下各条为推断',
    inferred: true,
    criteria: [
      SIGN,
      computed(
        ['equipment', '能喝水、热饭、歇脚、如厕、充电', 'Water, heating food, seats, toilet, charging'],
        has('water', 'heat_food', 'seats', 'toilet', 'phone_charge'),
      ),
      computed(['hours', '开放时间写得清楚', 'Stated opening hours'], { fact: 'hoursKnown' }),
      computed(['trust', '近 30 天有人确认开着', 'Confirmed to be open in the last 30 days'], {
        fact: 'verified',
      }),
      computed(['photos', '照片不少于 2 张', 'At least two photographs'], { fact: 'photos', atLeast: 2 }),
      STAFF,
      seen(['welcome', '现场：干净、好找、愿意接待', 'On the spot: clean, easy to find, welcoming']),
    ],
    noticeDays: 7,
    recheckMonths: 24,
  },
  {
    ...reading,
    key: 'etown_reading',
    nameZh: '经开区职工书屋示范点',
    nameEn: 'Model reading room of the Development Area',
    level: 'district',
    grantedBy: null,
    source: '经开区 2022 年通知；公示 5 天、三年复查为推断',
    inferred: false,
    criteria: [
      computed(['books', '图书（含期刊）不少于 500 册', 'At least 500 volumes, periodicals included'], {
        fact: 'books',
        atLeast: 500,
      }),
      computed(['premises', '有固定场所，面积不限', 'A fixed place, of any size'], { fact: 'fixedPremises' }),
      shown(['shelves', '有书架、桌椅', 'Shelves and tables']),
      computed(['hours', '有明确的开放时间', 'Stated opening hours'], { fact: 'hoursKnown' }),
      seen(['sign', '有标识', 'A sign']),
      computed(['staff', '至少 1 名专（兼）职管理员', 'At least one full- or part-time administrator'], {
        fact: 'administrators',
        atLeast: 1,
      }),
      shown(['lending', '有借阅制度，借阅记录存档', 'Lending rules, loan records kept']),
      computed(['photos', '照片不少于 2 张', 'At least two photographs'], { fact: 'photos', atLeast: 2 }),
    ],
    recheckMonths: 36,
  },
  {
    ...reading,
    key: 'national_reading',
    nameZh: '全国职工书屋示范点',
    nameEn: 'National model reading room',
    level: 'national',
    grantedBy: '中华全国总工会',
    source: '全国工会职工书屋示范点（来源待核）；公示与复查期限为推断',
    inferred: true,
    criteria: [
      seen(['sign', '统一标牌', 'The uniform plaque']),
      computed(['premises', '有专用房间', 'A room of its own'], { fact: 'fixedPremises' }),
      shown(['shelves', '有书架、桌椅、能上网的电脑', 'Shelves, tables, a computer with internet']),
      computed(['books', '图书不少于 3000 册', 'At least 3,000 volumes'], { fact: 'books', atLeast: 3000 }),
      shown(['digital', '至少 1 个正版数字阅读平台', 'At least one licensed digital platform']),
      computed(['staff', '有人负责', 'Somebody in charge'], { fact: 'administrators', atLeast: 1 }),
      shown(['rules', '有管理制度', 'Written rules']),
      shown(['funds', '有经费保障', 'Funds']),
    ],
    recheckMonths: 36,
  },
];
