import type { TodoSentences } from '#web/staff/todo.ts';

export const meetingTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'meetings.minutes_due': {
      title: (count) => `${count} 次会议的纪要还没有送会签`,
      why: (age) => `最早一次会议开过 ${age} 了，各单位在等纪要`,
      verb: '去写纪要',
    },
  },
  en: {
    'meetings.minutes_due': {
      title: (count) => `Circulate the minutes of ${count} meeting${count === 1 ? '' : 's'}`,
      why: (age) => `The first was held ${age} ago, and the units wait for them`,
      verb: 'Write them',
    },
  },
};
