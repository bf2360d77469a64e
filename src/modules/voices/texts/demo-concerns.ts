import type { VOICE_KINDS } from '../contract.ts';

interface DemoVoice {
  readonly text: string;
  readonly kind: (typeof VOICE_KINDS)[number];
  readonly daysAgo: number;
}

export interface DemoConcern {
  readonly at: 'haidian' | 'changping';
  readonly title: string;
  readonly summary: string;
  readonly theme: string;
  readonly voices: readonly DemoVoice[];
  readonly groupedDaysAgo: number;
  /** Handed to the joint meeting so many days ago. */
  readonly topicDaysAgo?: number;
  readonly answer?: { readonly text: string; readonly daysAgo: number };
}

/** What the demo has grouped: two concerns wait for the joint meeting of Haidian, one waits, one was answered. */
export const DEMO_CONCERNS: Readonly<Record<'nightRest' | 'joining' | 'heating' | 'signs', DemoConcern>> = {
  nightRest: {
    at: 'haidian',
    title: '夜里送单，附近没有开着门能歇脚的地方',
    summary: '夜间十点到早上六点，上地、中关村一带的驿站都关门，等单只能坐在路边。',
    theme: 'hours',
    voices: [
      { kind: 'visit', daysAgo: 41, text: '夜里十一点以后没有地方休息，只能坐在车上等单。' },
      { kind: 'visit', daysAgo: 41, text: '夜里等单没有地方休息，冬天手冻得按不了手机。' },
      { kind: 'suggestion', daysAgo: 37, text: '中关村的驿站晚上八点就关门了，夜班能不能留一间开着？' },
      { kind: 'wish', daysAgo: 33, text: '希望夜里有个能坐一坐、喝口热水的地方。' },
      { kind: 'suggestion', daysAgo: 30, text: '夜班最长连着跑九个小时，中间没有地方歇。' },
    ],
    groupedDaysAgo: 28,
    topicDaysAgo: 26,
  },
  joining: {
    at: 'haidian',
    title: '街道聘用的编外人员，不清楚能不能入会、在哪里入会',
    summary: '街道、社区聘用的协管、窗口、保洁等编外人员，所在单位没有工会，或以为只有正式编制才能入会。',
    theme: 'membership',
    voices: [
      { kind: 'suggestion', daysAgo: 52, text: '我是街道聘的协管员，不在编，单位说不能入工会，是这样吗？' },
      { kind: 'hotline', daysAgo: 47, text: '来电人为社区聘用人员，询问编外人员如何加入工会。' },
      { kind: 'visit', daysAgo: 41, text: '窗口的编外同事有十几个，没人告诉我们可以入会。' },
    ],
    groupedDaysAgo: 35,
    topicDaysAgo: 33,
  },
  heating: {
    at: 'changping',
    title: '中午驿站热饭排队太久',
    summary: '',
    theme: 'places',
    voices: [
      { kind: 'suggestion', daysAgo: 16, text: '霍营的驿站中午热饭要排二十分钟，微波炉能不能加一台？' },
      { kind: 'suggestion', daysAgo: 12, text: '中午热饭排队太久，吃上饭就该接单了。' },
    ],
    groupedDaysAgo: 9,
  },
  signs: {
    at: 'changping',
    title: '驿站的牌子不好找',
    summary: '',
    theme: 'places',
    voices: [
      { kind: 'suggestion', daysAgo: 60, text: '地图上有驿站，到了楼下找不到门。' },
      { kind: 'suggestion', daysAgo: 58, text: '驿站在院子里面，外面没有牌子。' },
    ],
    groupedDaysAgo: 55,
    answer: {
      daysAgo: 44,
      text: '已在六处驿站的路口加了指路牌，网页上也写明了从哪个门进。还有哪处不好找，请再告诉我们。',
    },
  },
};

/** Open ones of one street that seem to say the same. */
export const ALIKE: readonly DemoVoice[] = [
  { kind: 'suggestion', daysAgo: 8, text: '回龙观东大街充电柜太少，晚上换电要排队半小时。' },
  { kind: 'wish', daysAgo: 5, text: '希望回龙观东大街多几个充电柜，晚上换电排队太久。' },
  { kind: 'suggestion', daysAgo: 3, text: '晚上换电排队，东大街的充电柜太少了。' },
];
