import type { TodoSentences } from '#web/staff/todo.ts';

export const voiceTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'voices.waiting': {
      title: (count) => `回复 ${count} 条意见和心愿`,
      why: (age) => `最早一条等了 ${age} · 留了手机号的，回复会发短信过去`,
      verb: '去回复',
    },
    'voices.overdue': {
      title: (count) => `${count} 条意见和心愿超期没有回复`,
      why: (age) => `最早一条等了 ${age} · 上一级工会也看得到，没有回复不会自己关掉`,
      verb: '去看看',
    },
  },
  en: {
    'voices.waiting': {
      title: (count) => `Answer ${count} voice${count === 1 ? '' : 's'}`,
      why: (age) => `The first has waited ${age}; where a phone was left, the answer is sent there`,
      verb: 'Answer',
    },
    'voices.overdue': {
      title: (count) => `${count} voice${count === 1 ? ' waits' : 's wait'} longer than answers take`,
      why: (age) => `The first has waited ${age}; the union above sees it too, and nothing closes by itself`,
      verb: 'Look',
    },
  },
};
