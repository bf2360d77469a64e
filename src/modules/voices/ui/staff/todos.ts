import type { TodoSentences } from '#web/staff/todo.ts';

export const voiceTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'voices.waiting': {
      title: (count) => `回复 ${count} 条意见`,
      why: (age) => `最早一条等了 ${age} · 留了手机号的，回复会发短信过去`,
      verb: '去回复',
    },
  },
  en: {
    'voices.waiting': {
      title: (count) => `Answer ${count} suggestion${count === 1 ? '' : 's'}`,
      why: (age) => `The first has waited ${age}; where a phone was left, the answer is sent there`,
      verb: 'Answer',
    },
  },
};
