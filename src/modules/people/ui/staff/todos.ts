import { number } from '#web/staff/format.ts';
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
    'people.rosters_stale': {
      title: (count) => `核对 ${count} 份花名册`,
      why: (age) => `最久的 ${age}没核对 · 传一份人事名单，几分钟就能对完`,
      verb: '去核对',
    },
    'people.not_reached': {
      title: (count) => `${number(count)} 名职工在花名册上，还没入会`,
      why: (age) => `最早的 ${age}前就在册了 · 看名单，把入会二维码发到单位去`,
      verb: '看名单',
    },
    'people.left_unsettled': {
      title: (count) => `${count} 名会员已离职，会籍待处理`,
      why: (age) => `最早的离开 ${age}了 · 转会、保留会籍或退会，三选一`,
      verb: '去处理',
    },
    'people.rights_waiting': {
      title: (count) => `${count} 份本人请求等您办`,
      why: (age) => `最早一份提了 ${age} · 更正、退会或注销，对照证件后一次办好`,
      verb: '去办理',
    },
    'people.rights_overdue': {
      title: (count) => `${count} 份本人请求等您办，有的已过期限`,
      why: (age) => `最早一份提了 ${age} · 请先办过期的，不能办要写明原因`,
      verb: '去办理',
    },
    'people.transfers_waiting': {
      title: (count) => `${count} 份转会等您答复`,
      why: (age) => `最早一份等了 ${age} · 到期不答复，会籍会自动转走`,
      verb: '去答复',
    },
    'people.transfers_moved': {
      title: (count) => `${count} 份转会到期自动办了`,
      why: (age) => `最早一份在 ${age}前 · 本人同意，另一方没有按时答复`,
      verb: '去看看',
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
    'people.rosters_stale': {
      title: (count) => `Reconcile ${count} roster${count === 1 ? '' : 's'}`,
      why: (age) =>
        `The stalest was last reconciled ${age} ago; one staff list from HR and a few minutes will do`,
      verb: 'Reconcile',
    },
    'people.not_reached': {
      title: (count) => `${number(count)} on a roster and in no union`,
      why: (age) => `The first has been known for ${age}; see the list and send the joining code to them`,
      verb: 'See the list',
    },
    'people.left_unsettled': {
      title: (count) => `${count} member${count === 1 ? '' : 's'} left work, membership to be settled`,
      why: (age) => `The first left ${age} ago; transfer, retain or end the membership`,
      verb: 'Settle',
    },
    'people.rights_waiting': {
      title: (count) => `${count} request${count === 1 ? '' : 's'} by right wait for you`,
      why: (age) => `The first was made ${age} ago; correct, or end and delete, in one step`,
      verb: 'Answer',
    },
    'people.rights_overdue': {
      title: (count) => `${count} request${count === 1 ? '' : 's'} by right, some past their day`,
      why: (age) => `The first was made ${age} ago; do the late ones first, or say why not`,
      verb: 'Answer',
    },
    'people.transfers_waiting': {
      title: (count) => `${count} transfer${count === 1 ? '' : 's'} wait for your answer`,
      why: (age) => `The first has waited ${age}; unanswered, the membership moves by itself when due`,
      verb: 'Answer',
    },
    'people.transfers_moved': {
      title: (count) => `${count} membership${count === 1 ? '' : 's'} moved by themselves`,
      why: (age) => `The first ${age} ago; the member had agreed and the other union did not answer in time`,
      verb: 'See',
    },
  },
};
