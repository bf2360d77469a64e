/** Rooms as a workers' cultural palace has them; invented, as all of the demo but the names of its sources. */
export const DEMO_ROOMS = [
  {
    name: '多功能厅',
    seats: 120,
    has: ['投影', '音响', '空调'],
    who: 'anyone' as const,
    approval: true,
    rest: 30,
    rules: '用完请把椅子摆回原处，22:00 前离开。',
  },
  {
    name: '排练厅',
    seats: 40,
    has: ['把杆', '镜子', '钢琴'],
    who: 'anyone' as const,
    approval: false,
    rest: 0,
    rules: '请换软底鞋。',
  },
  {
    name: '第二会议室',
    seats: 16,
    has: ['白板', '视频会议'],
    who: 'unions' as const,
    approval: true,
    rest: 0,
    rules: null,
  },
] as const;

interface DemoBooking {
  /** Which of {@link DEMO_ROOMS}. */
  readonly room: number;
  /** Days from today. */
  readonly day: number;
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly title?: string;
  /** For the union; else a person's. */
  readonly union?: true;
  /** Waits for the keeper's yes. */
  readonly waits?: true;
}

export const DEMO_BOOKINGS: readonly DemoBooking[] = [
  { room: 0, day: -1, from: '14:00', to: '16:00', purpose: '职工合唱排练', title: '职工合唱团', union: true },
  { room: 0, day: 1, from: '14:00', to: '16:00', purpose: '职工合唱排练', title: '职工合唱团', union: true },
  {
    room: 0,
    day: 2,
    from: '18:30',
    to: '20:00',
    purpose: '骑手法律讲座',
    title: '法律讲座',
    union: true,
    waits: true,
  },
  { room: 0, day: 3, from: '10:00', to: '11:30', purpose: '小区摄影展布展', waits: true },
  { room: 0, day: 4, from: '09:30', to: '12:00', purpose: '技能比武动员会', union: true },
  { room: 1, day: 1, from: '12:00', to: '13:00', purpose: '午间拉伸' },
  { room: 1, day: 2, from: '12:00', to: '13:00', purpose: '午间拉伸' },
  { room: 1, day: 2, from: '19:00', to: '20:30', purpose: '街舞练习', title: '街舞' },
  { room: 1, day: 5, from: '10:00', to: '12:00', purpose: '太极拳练习' },
  { room: 2, day: 1, from: '09:30', to: '11:00', purpose: '联席会议准备会', union: true },
];

/** The station of the source page: this New Year's event and last year's; how many came, nobody says. */
export const DEMO_EVENTS = [
  { on: '2022-12-30', title: '迎新年 包饺子', about: '和快递员、外卖骑手一起包饺子，聊工作和作息。' },
  {
    on: '2023-12-29',
    title: '迎新年 做年糕',
    about: '和快递员、外卖骑手一起做年糕，送上牛奶、方便面、面包、手套和围巾。',
  },
] as const;
