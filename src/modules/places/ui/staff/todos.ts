import type { TodoSentences } from '#web/staff/todo.ts';

export const placeTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'places.unlocated': {
      title: (count) => `给 ${count} 个地方标位置`,
      why: () => '没有坐标的地方，在附近列表和地图上找不到',
      verb: '去标',
    },
    'places.bookings_waiting': {
      title: (count) => `答复 ${count} 个房间预约`,
      why: (age) => `最早一个等了 ${age} · 开始前没有答复会自动取消`,
      verb: '去答复',
    },
    'places.booking_conflicts': {
      title: (count) => `处理 ${count} 个和开放时间冲突的预约`,
      why: () => '预约以后场所改了开放时间，预约的人可能白跑',
      verb: '去看看',
    },
  },
  en: {
    'places.unlocated': {
      title: (count) => `Locate ${count} place${count === 1 ? '' : 's'}`,
      why: () => 'Without coordinates nobody finds a place in the list or on the map',
      verb: 'Locate',
    },
    'places.bookings_waiting': {
      title: (count) => `Answer ${count} booking${count === 1 ? '' : 's'}`,
      why: (age) => `The first has waited ${age}; unanswered it lapses when it begins`,
      verb: 'Answer',
    },
    'places.booking_conflicts': {
      title: (count) => `Settle ${count} booking${count === 1 ? '' : 's'} in closed hours`,
      why: () => 'The place changed its hours afterwards; somebody may come for nothing',
      verb: 'Look',
    },
  },
};
