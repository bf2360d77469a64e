import type { TodoSentences } from '#web/staff/todo.ts';

export const placeTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'places.faults_waiting': {
      title: (count) => `${count} 张报修等处理`,
      why: (age) => `最早一张等了 ${age} · 处理好了，报修的人会知道`,
      verb: '去处理',
    },
    'places.in_doubt': {
      title: (count) => `核实 ${count} 个有疑问的地方`,
      why: (age) => `有人说关着，最早的等了 ${age} · 公开列表已注明`,
      verb: '去核实',
    },
    'places.unlocated': {
      title: (count) => `给 ${count} 个地方标位置`,
      why: () => '没有坐标的地方，在附近列表和地图上找不到',
      verb: '去标',
    },
    'places.supplies_expiring': {
      title: (count) => `看看 ${count} 样快到期的物资`,
      why: (age) => `最早的一样，到期日离今天 ${age}`,
      verb: '去看',
    },
    'places.title_review': {
      title: (count) => `审核 ${count} 份称号申请`,
      why: (age) => `最早的一份已等 ${age}`,
      verb: '去审核',
    },
    'places.title_visit': {
      title: (count) => `${count} 份称号申请待走访或公示`,
      why: (age) => `最早的一份已等 ${age}`,
      verb: '去安排',
    },
    'places.title_ready': {
      title: (count) => `${count} 项称号公示期满，可以授予`,
      why: (age) => `最早的一份公示了 ${age}`,
      verb: '去授予',
    },
    'places.title_due': {
      title: (count) => `${count} 项称号要复查`,
      why: (age) => `最近的一项期限相差 ${age}`,
      verb: '去看看',
    },
    'places.title_overdue': {
      title: (count) => `${count} 项称号整改到期还没复查`,
      why: (age) => `最早的一项 ${age}前提出`,
      verb: '去复查',
    },
    'places.title_returned': {
      title: (count) => `${count} 份称号申请被退回，等您补充`,
      why: (age) => `最早的一份退回已 ${age}`,
      verb: '去补充',
    },
    'places.bookings_waiting': {
      title: (count) => `答复 ${count} 个房间预约`,
      why: (age) => `最早一个等了 ${age} · 开始前没有答复会自动取消`,
      verb: '去答复',
    },
    'places.booking_conflicts': {
      title: (count) => `处理 ${count} 个和开放时间冲突的预约`,
      why: () => '预约以后场所改了开放时间，预约的人可能白跑',
      verb: '去处理',
    },
    'places.holidays_due': {
      title: () => '填明年的放假安排',
      why: (age) => `离新年还有 ${age} · 没填之前，节假日和调休日按平常的时间显示`,
      verb: '去填',
    },
    'places.holidays_missing': {
      title: () => '今年的放假安排还没有填',
      why: () => '节假日和调休日现在按平常的时间显示，有人会白跑一趟',
      verb: '去填',
    },
  },
  en: {
    'places.faults_waiting': {
      title: (count) => `${count} fault${count === 1 ? '' : 's'} to see to`,
      why: (age) => `The first has waited ${age}; the reporters hear when it is mended`,
      verb: 'See to them',
    },
    'places.in_doubt': {
      title: (count) => `Check ${count} doubtful place${count === 1 ? '' : 's'}`,
      why: (age) => `People found them closed, the first ${age} ago; the public list says so`,
      verb: 'Check',
    },
    'places.unlocated': {
      title: (count) => `Locate ${count} place${count === 1 ? '' : 's'}`,
      why: () => 'Without coordinates nobody finds a place in the list or on the map',
      verb: 'Locate',
    },
    'places.supplies_expiring': {
      title: (count) =>
        `${count} lot${count === 1 ? '' : 's'} of supplies expire${count === 1 ? 's' : ''} soon`,
      why: (age) => `The first expires, or did, ${age} from today`,
      verb: 'Look',
    },
    'places.title_review': {
      title: (count) => `Review ${count} application${count === 1 ? '' : 's'} for a title`,
      why: (age) => `The oldest has waited ${age}`,
      verb: 'Review',
    },
    'places.title_visit': {
      title: (count) => `${count} application${count === 1 ? '' : 's'} for a title await the visit or notice`,
      why: (age) => `The oldest has waited ${age}`,
      verb: 'Arrange',
    },
    'places.title_ready': {
      title: (count) => `${count} title${count === 1 ? '' : 's'} ready to be awarded`,
      why: (age) => `The oldest has been on notice for ${age}`,
      verb: 'Award',
    },
    'places.title_due': {
      title: (count) => `${count} title${count === 1 ? '' : 's'} to be looked at again`,
      why: (age) => `The first is ${age} from its day`,
      verb: 'Look',
    },
    'places.title_overdue': {
      title: (count) => `${count} title${count === 1 ? '' : 's'} overdue to be put right`,
      why: (age) => `The oldest was asked for ${age} ago`,
      verb: 'Re-check',
    },
    'places.title_returned': {
      title: (count) => `${count} application${count === 1 ? '' : 's'} for a title returned to you`,
      why: (age) => `The oldest ${age} ago`,
      verb: 'Complete',
    },
    'places.bookings_waiting': {
      title: (count) => `Answer ${count} booking${count === 1 ? '' : 's'}`,
      why: (age) => `The first has waited ${age}; unanswered it lapses when it begins`,
      verb: 'Answer',
    },
    'places.booking_conflicts': {
      title: (count) => `Settle ${count} booking${count === 1 ? '' : 's'} in closed hours`,
      why: () => 'The place changed its hours afterwards; somebody may come for nothing',
      verb: 'Settle',
    },
    'places.holidays_due': {
      title: () => 'Enter the public holidays of next year',
      why: (age) => `The new year begins in ${age}; until then holidays show everyday hours`,
      verb: 'Enter them',
    },
    'places.holidays_missing': {
      title: () => 'The public holidays of this year are missing',
      why: () => 'Holidays show everyday hours now, and somebody will come for nothing',
      verb: 'Enter them',
    },
  },
};
