import type { TodoSentences } from '#web/staff/todo.ts';

export const placeTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'places.unlocated': {
      title: (count) => `给 ${count} 个地方标位置`,
      why: () => '没有坐标的地方，在附近列表和地图上找不到',
      verb: '去标',
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
    'places.unlocated': {
      title: (count) => `Locate ${count} place${count === 1 ? '' : 's'}`,
      why: () => 'Without coordinates nobody finds a place in the list or on the map',
      verb: 'Locate',
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
