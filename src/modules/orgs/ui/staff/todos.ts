import type { TodoSentences } from '#web/staff/todo.ts';

export const orgTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'orgs.term_expiring': {
      title: (count) => `${count} 个工会快要届满`,
      why: (age) => `最近一个还有 ${age} · 提前准备换届，开完大会在它的页面上登记`,
      verb: '看名单',
    },
    'orgs.term_overdue': {
      title: (count) => `${count} 个工会已届满，还没有换届`,
      why: (age) => `最早一个过了 ${age} · 换届后在它的页面上登记`,
      verb: '去看看',
    },
  },
  en: {
    'orgs.term_expiring': {
      title: (count) => `${count} union${count === 1 ? '' : 's'} whose term ends soon`,
      why: (age) => `The first in ${age}; prepare the election, and record it on the union’s page`,
      verb: 'See which',
    },
    'orgs.term_overdue': {
      title: (count) => `${count} union${count === 1 ? '' : 's'} past the end of the term`,
      why: (age) => `The first for ${age}; record the election on the union’s page`,
      verb: 'Look',
    },
  },
};
