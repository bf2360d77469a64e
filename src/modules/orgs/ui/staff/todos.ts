import type { TodoSentences } from '#web/staff/todo.ts';

export const orgTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'orgs.term_overdue': {
      title: (count) => `${count} 个工会已届满，还没有换届`,
      why: (age) => `最早一个过了 ${age} · 换届后把新的届满日期填上`,
      verb: '去看看',
    },
  },
  en: {
    'orgs.term_overdue': {
      title: (count) => `${count} union${count === 1 ? '' : 's'} past the end of the term`,
      why: (age) => `The first for ${age}; enter the new date once there was an election`,
      verb: 'Look',
    },
  },
};
