import type { TodoSentences } from '#web/staff/todo.ts';

export const voiceTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'voices.concerns_waiting': {
      title: (count) => `处理 ${count} 件诉求`,
      why: (age) => `最早的意见等了 ${age} · 转办或答复，每个提意见的人都会看到`,
      verb: '去处理',
    },
    'voices.concerns_reopened': {
      title: (count) => `${count} 件诉求答复以后，有人说没解决`,
      why: (age) => `最早的等了 ${age} · 再答复一次，或者转办`,
      verb: '去看看',
    },
    'voices.referrals_late': {
      title: (count) => `${count} 处转办太久没有结果`,
      why: (age) => `最早一处转出 ${age} 了 · 请问一问接手的人，有了结果就记下`,
      verb: '去催问',
    },
    'voices.referrals_waiting': {
      title: (count) => `${count} 处转办在等结果`,
      why: (age) => `最早一处转出 ${age} 了 · 有了结果就记下，大家都在等`,
      verb: '去看看',
    },
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
    'voices.visits_over': {
      title: (count) => `${count} 次走访过了日子，还没说结果`,
      why: (age) => `最早一次过了 ${age} · 把走到的站点一下，需求才有人接着办`,
      verb: '去补上',
    },
  },
  en: {
    'voices.concerns_waiting': {
      title: (count) => `Handle ${count} concern${count === 1 ? '' : 's'}`,
      why: (age) => `The first voice has waited ${age}; refer or answer, and everybody who spoke will see`,
      verb: 'Handle',
    },
    'voices.concerns_reopened': {
      title: (count) => `${count} answer${count === 1 ? ' did' : 's did'} not help`,
      why: (age) => `The first has waited ${age}; answer again, or refer it`,
      verb: 'Look',
    },
    'voices.referrals_late': {
      title: (count) => `${count} referral${count === 1 ? '' : 's'} without an outcome for too long`,
      why: (age) => `The first was handed on ${age} ago; ask those who took it on, and note what they say`,
      verb: 'Ask',
    },
    'voices.referrals_waiting': {
      title: (count) => `${count} referral${count === 1 ? ' waits' : 's wait'} for an outcome`,
      why: (age) => `The first was handed on ${age} ago; note the outcome when there is one`,
      verb: 'Look',
    },
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
    'voices.visits_over': {
      title: (count) => `Say how ${count} visit${count === 1 ? '' : 's'} went`,
      why: (age) => `The first was due ${age} ago; its needs wait for it`,
      verb: 'Say it',
    },
  },
};
