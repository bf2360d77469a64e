/** 一镇六街 of the Huitian area, in the order of the visit (source-facts.md §1). */
export const TOWN_AND_STREETS = [
  '东小口镇总工会',
  '天通苑北街道总工会',
  '天通苑南街道总工会',
  '霍营街道总工会',
  '回龙观街道总工会',
  '龙泽园街道总工会',
  '史各庄街道总工会',
] as const;

/** What couriers and riders said there, invented; `at` is the stop, 0 the station. A `note` is an answer. */
export const NEEDS = [
  { at: 0, theme: 'places', text: '夜里十点以后驿站关了，等单的时候没有地方歇脚。', note: null },
  {
    at: 0,
    theme: 'places',
    text: '热水下午就没了，冬天想灌一壶热的。',
    note: '已换大容量的热水器，下午四点再加一次水；没水了扫门口的码说一声。',
  },
  { at: 1, theme: 'charging', text: '电动车没处充电，只能停在路边。', note: null },
  {
    at: 2,
    theme: 'hours',
    text: '一天跑十二个小时，中间最多歇二十分钟，想有个能坐下吃饭的地方。',
    note: null,
  },
  { at: 4, theme: 'rules', text: '超时扣款说不清楚怎么算的，申诉没人回。', note: null },
  {
    at: 5,
    theme: 'membership',
    text: '不知道骑手也能入会，入了会有什么用。',
    note: '骑手可以入会，手机上一分钟就能申请；街道工会下周到站点现场讲一次。',
  },
  { at: 7, theme: 'toilet', text: '史各庄这边晚上没有开着的厕所。', note: null },
] as const;
