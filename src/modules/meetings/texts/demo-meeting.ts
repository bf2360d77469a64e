/**
 * The joint meeting of the source page (source-facts.md §2), in our own words. The page names four of the 13 units, the
 * three reports, the notice that was relayed and the preliminary consensus; the other units, owners by post, dates, last
 * year's items and every figure are invented for the demo.
 */
export const BODY = '海淀区政府与区总工会联席会议';

export interface DemoUnit {
  readonly name: string;
  /** Who answers for it, by post: nobody is named. */
  readonly contact: string;
}

/** The government office first: it coordinates. */
export const UNITS: readonly DemoUnit[] = [
  { name: '海淀区人民政府办公室', contact: '综合科' },
  { name: '海淀区人力资源和社会保障局', contact: '劳动关系科' },
  { name: '中共海淀区委机构编制委员会办公室', contact: '综合科' },
  { name: '海淀区财政局', contact: '行政事业科' },
  { name: '海淀区发展和改革委员会', contact: '社会发展科' },
  { name: '海淀区教育委员会', contact: '人事科' },
  { name: '海淀区科学技术和经济信息化局', contact: '信息化科' },
  { name: '海淀区民政局', contact: '社会组织科' },
  { name: '海淀区司法局', contact: '公共法律服务科' },
  { name: '海淀区住房和城乡建设委员会', contact: '建筑市场科' },
  { name: '海淀区卫生健康委员会', contact: '职业健康科' },
  { name: '海淀区应急管理局', contact: '综合科' },
  { name: '海淀区人民政府国有资产监督管理委员会', contact: '企业领导人员管理科' },
];

export interface DemoItem {
  readonly topic: number;
  readonly text: string;
  readonly measure: string;
  readonly theme: string;
  /** Numbers in {@link UNITS}. */
  readonly lead: number;
  readonly support: readonly number[];
  readonly owner: string | null;
  /** Days from the day of the meeting; null where none is agreed yet. */
  readonly due: number | null;
}

export interface DemoEnded extends DemoItem {
  readonly state: 'closed' | 'in_progress' | 'deferred' | 'failed';
  readonly reason?: string;
  readonly outcome?: string;
  /** What the next meeting heard of it, where no reason and no outcome says so. */
  readonly said?: string;
  /** Days after the meeting. */
  readonly ended?: number;
}

export const LAST_TITLE = '海淀区政府与区总工会 2025 年联席会议';
export const LAST_TOPICS: readonly DemoTopic[] = [
  {
    kind: 'report',
    title: '户外劳动者服务站点建设',
    reporter: '区总工会',
    background: '站点夜间开放不够，充电、热饭条件不齐。',
  },
];

/** What was agreed a year before: what came of it is the first thing that the meeting of the page hears. */
export const LAST_ITEMS: readonly DemoEnded[] = [
  {
    topic: 0,
    text: '在外卖骑手聚集的商圈增设夜间开放的服务站点',
    measure: '新增 6 个开到 22 点以后的站点',
    theme: 'places',
    lead: 3,
    support: [9],
    owner: '行政事业科负责人',
    due: 240,
    state: 'closed',
    outcome: '6 个站点已经开放到 22 点以后，“附近”里可以查到。',
    ended: 221,
  },
  {
    topic: 0,
    text: '建筑工地职工之家配齐饮水、热饭和休息条件',
    measure: '在建的 20 个工地逐个核对，缺的补齐',
    theme: 'rights',
    lead: 9,
    support: [11],
    owner: '建筑市场科负责人',
    due: 300,
    state: 'in_progress',
    said: '18 个工地已经补齐，其余 2 个正在更换施工单位，进场后补齐。',
  },
  {
    topic: 0,
    text: '在区公共法律服务中心开设新就业形态劳动者窗口',
    measure: '窗口挂牌，每周至少开放两个半天',
    theme: 'rights',
    lead: 8,
    support: [1],
    owner: '公共法律服务科负责人',
    due: 200,
    state: 'deferred',
    reason: '新址装修推迟，先在街道司法所试行',
  },
  {
    topic: 0,
    text: '为站点统一购买公众责任保险',
    measure: '所有共建站点投保',
    theme: 'places',
    lead: 3,
    support: [],
    owner: '行政事业科负责人',
    due: 180,
    state: 'failed',
    reason: '今年没有可用的经费科目',
    outcome: '今年没有办成：没有可用的经费科目，明年列入预算再议。',
    ended: 190,
  },
];

export interface DemoTopic {
  readonly kind: 'relay' | 'report' | 'discuss';
  readonly title: string;
  readonly reporter: string | null;
  readonly background: string;
}

export const TITLE = '海淀区政府与区总工会 2026 年联席会议';
export const VENUE = '区政府第一会议室';
export const CHAIR = '副区长';
export const UNION_CHAIR = '区人大常委会党组成员、副主任，区总工会主席';

export const TOPICS: readonly DemoTopic[] = [
  {
    kind: 'relay',
    title: '传达市总工会《关于进一步推动召开政府与工会联席会议的通知》',
    reporter: '区总工会',
    background: '通知要求各区建立并用好联席会议，解决职工关心的实际问题。',
  },
  {
    kind: 'report',
    title: '海淀工人文化宫工作情况',
    reporter: '区总工会',
    background: '职工文化活动场地不足，需要明确运行和开放的办法。',
  },
  {
    kind: 'report',
    title: '智慧工会建设情况',
    reporter: '区总工会',
    background: '入会、服务和诉求分散在不同系统，部门之间数据不通。',
  },
  {
    kind: 'report',
    title: '编外人员加入工会情况',
    reporter: '区总工会',
    background: '机关事业单位编外人员的底数不清，入会渠道不顺。',
  },
];

export const CONCLUSION =
  '会议听取三项汇报，就下一步工作和措施进行讨论，形成初步共识：编外人员应入尽入，智慧工会由多部门协作、横向协同推进，文化宫面向职工开放。';

export const ITEMS: readonly DemoItem[] = [
  {
    topic: 3,
    text: '摸清机关事业单位编外人员底数，做到应入尽入',
    measure: '各单位报送底数，符合条件的编外人员入会率逐季公布',
    theme: 'membership',
    lead: 2,
    support: [1, 3, 5],
    owner: '综合科负责人',
    due: 120,
  },
  {
    topic: 2,
    text: '建立智慧工会多部门协作、横向协同的机制',
    measure: '明确牵头部门、数据共享清单和联络人',
    theme: 'smart_union',
    lead: 6,
    support: [0, 1],
    owner: '信息化科负责人',
    due: 90,
  },
  {
    topic: 1,
    text: '明确海淀工人文化宫的运行和开放办法',
    measure: '办法印发，场地按时段向职工开放预约',
    theme: 'places',
    lead: 4,
    support: [3],
    owner: null,
    due: null,
  },
  {
    topic: 3,
    text: '围绕产业工人队伍建设改革，研究会员服务、维权和成长的配套措施',
    measure: '提出措施清单，下次会议审议',
    theme: 'worker_reform',
    lead: 1,
    support: [12],
    owner: null,
    due: null,
  },
];

export const NEXT_TITLE = '海淀区政府与区总工会 2027 年联席会议';
export const NEXT_TOPICS: readonly DemoTopic[] = [
  {
    kind: 'discuss',
    title: '夜间送单的劳动者在哪里歇脚',
    reporter: '区总工会',
    background: '多位骑手反映夜里附近没有开门的站点，等单只能坐在路边。',
  },
];

/** Told to those whose voices are in it. */
export const ON_TOPIC = '已列入政府与工会联席会议的议题。';
export const ON_AGREED = '会议已经议定，由牵头单位摸清底数，做到应入尽入。';
