import type { TodoSentences } from '#web/staff/todo.ts';

export const voiceTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'voices.suggestions_waiting': {
      title: (count) => `回复 ${count} 条意见`,
      why: (age) => `最早一条等了 ${age} · 留了手机号的，回复会发短信过去`,
      verb: '去回复',
    },
    'voices.visits_over': {
      title: (count) => `${count} 次走访过了日子，还没说结果`,
      why: (age) => `最早一次过了 ${age} · 把走到的站点一下，需求才有人接着办`,
      verb: '去补上',
    },
  },
  en: {
    'voices.suggestions_waiting': {
      title: (count) => `Answer ${count} suggestion${count === 1 ? '' : 's'}`,
      why: (age) => `The first has waited ${age}; where a phone was left, the answer is sent there`,
      verb: 'Answer',
    },
    'voices.visits_over': {
      title: (count) => `Say how ${count} visit${count === 1 ? '' : 's'} went`,
      why: (age) => `The first was due ${age} ago; its needs wait for it`,
      verb: 'Say it',
    },
  },
};
