import type { TodoSentences } from '#web/staff/todo.ts';

export const peopleTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'people.applications_waiting': {
      title: (count) => `审核 ${count} 份入会申请`,
      why: (age) => `最早一份等了 ${age} · 同一个工会的可以一起列入一次委员会决议`,
      verb: '去审核',
    },
    'people.pool_waiting': {
      title: (count) => `${count} 份申请在待转入，还没有工会接`,
      why: (age) => `最早一份等了 ${age} · 按街道或行业转给合适的工会`,
      verb: '去转交',
    },
  },
  en: {
    'people.applications_waiting': {
      title: (count) => `Review ${count} application${count === 1 ? '' : 's'}`,
      why: (age) => `The first has waited ${age}; those of one union can go into one resolution`,
      verb: 'Review',
    },
    'people.pool_waiting': {
      title: (count) => `${count} in the holding pool without a union`,
      why: (age) => `The first has waited ${age}; hand them to a union by street or sector`,
      verb: 'Hand over',
    },
  },
};
