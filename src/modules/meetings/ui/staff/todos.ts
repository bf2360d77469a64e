import type { TodoSentences } from '#web/staff/todo.ts';

export const meetingTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'meetings.overdue': {
      title: (count) => `${count} 件议定事项已逾期`,
      why: (age) => `最早的一件过了 ${age}`,
      verb: '去看看',
    },
    'meetings.escalated': {
      title: (count) => `${count} 件议定事项久拖未办，请您过问`,
      why: (age) => `最早的一件上报已 ${age} · 过期多日，仍没有办结`,
      verb: '去过问',
    },
    'meetings.disputed': {
      title: (count) => `${count} 件议定事项牵头单位有异议`,
      why: (age) => `最早的一件提出 ${age} · 请另定牵头单位，或请它接受`,
      verb: '去协调',
    },
    'meetings.reported': {
      title: (count) => `核实 ${count} 件已报结果的议定事项`,
      why: (age) => `最早的一件报了 ${age}`,
      verb: '去核实',
    },
    'meetings.to_chase': {
      title: (count) => `打电话催 ${count} 件逾期的议定事项`,
      why: (age) => `没留手机或换了责任人，短信催不了 · 最早的一件过了 ${age}`,
      verb: '去催办',
    },
    'meetings.verified': {
      title: (count) => `${count} 件已核实的议定事项可以销号`,
      why: (age) => `最早的一件核实了 ${age} · 销号时写明结果，提意见的人会收到答复`,
      verb: '去销号',
    },
    'meetings.leaderless': {
      title: (count) => `${count} 件议定事项的牵头单位已退出`,
      why: (age) => `最早的一件停在这一步 ${age} · 请换一个牵头单位`,
      verb: '去重新交办',
    },
    'meetings.undated': {
      title: (count) => `${count} 件初步共识的事项还没有期限`,
      why: (age) => `最早的一件议定了 ${age} · 请与牵头单位商定期限`,
      verb: '去定期限',
    },
    'meetings.past_date': {
      title: (count) => `${count} 次联席会议已过时间，请记一下开没开`,
      why: (age) => `最早的一次过了 ${age} · 没开成的，请改时间或取消，单位会知道`,
      verb: '去记',
    },
    'meetings.topics_waiting': {
      title: (count) => `${count} 个议题等着定采纳与否`,
      why: (age) => `最早的一个提了 ${age} · 不采纳要写原因，提的单位会看到`,
      verb: '去定',
    },
    'meetings.plan_late': {
      title: (count) => `${count} 次联席会议过了计划时间还没开`,
      why: (age) => `最早的一次过了 ${age} · 请定时间，改计划月份，或写明原因取消`,
      verb: '去安排',
    },
    'meetings.topics_open': {
      title: (count) => `${count} 个议题会后还没有结果`,
      why: (age) => `最早的一个提了 ${age} · 请记下已审议、留到下次或撤下`,
      verb: '去记',
    },
    'meetings.none_planned': {
      title: (count) => `${count} 个联席会议今年的计划还不够`,
      why: () => '每年至少开一次；先列入计划，时间可以以后再定',
      verb: '去计划',
    },
    'meetings.none_planned_next': {
      title: (count) => `${count} 个联席会议还没有明年的计划`,
      why: () => '可以照抄今年的计划',
      verb: '去计划',
    },
    'meetings.units_ended': {
      title: (count) => `${count} 个成员单位已撤销或合并`,
      why: (age) => `最早的一个在 ${age} 前 · 请选由谁接替，未了的事项会一起转过去`,
      verb: '去接替',
    },
    'meetings.answers_to_confirm': {
      title: (count) => `核实 ${count} 份单位回复的来源`,
      why: (age) => `最早一份等了 ${age} · 核实以前回复不算数`,
      verb: '去核实',
    },
    'meetings.answers_waiting': {
      title: (count) => `${count} 个单位过了期限还没答复`,
      why: (age) => `最早的一个问了 ${age} · 可以再发链接，或打电话代为记下`,
      verb: '去看',
    },
    'meetings.minutes_due': {
      title: (count) => `${count} 次会议的纪要还没有送会签`,
      why: (age) => `最早一次会议开过 ${age} 了，各单位在等纪要`,
      verb: '去写纪要',
    },
  },
  en: {
    'meetings.overdue': {
      title: (count) => `${count} agreed item${count === 1 ? '' : 's'} overdue`,
      why: (age) => `The first by ${age}`,
      verb: 'Look',
    },
    'meetings.escalated': {
      title: (count) => `${count} agreed item${count === 1 ? '' : 's'} long overdue: yours to take up`,
      why: (age) => `The first came to you ${age} ago; long past its date and not done`,
      verb: 'Take up',
    },
    'meetings.disputed': {
      title: (count) => `${count} agreed item${count === 1 ? '' : 's'} disputed by the lead unit`,
      why: (age) => `The first for ${age}; name another lead, or have it accepted`,
      verb: 'Settle',
    },
    'meetings.reported': {
      title: (count) => `Verify ${count} reported item${count === 1 ? '' : 's'}`,
      why: (age) => `The first was reported ${age} ago`,
      verb: 'Verify',
    },
    'meetings.to_chase': {
      title: (count) => `Chase ${count} overdue item${count === 1 ? '' : 's'} by phone`,
      why: (age) => `No phone on record, or another owner; the first is late by ${age}`,
      verb: 'Chase',
    },
    'meetings.verified': {
      title: (count) => `Close ${count} verified item${count === 1 ? '' : 's'}`,
      why: (age) => `The first was verified ${age} ago; those who spoke are answered by it`,
      verb: 'Close',
    },
    'meetings.leaderless': {
      title: (count) => `${count} agreed item${count === 1 ? '' : 's'} whose lead unit has left`,
      why: (age) => `The first has stood still for ${age}; name another lead`,
      verb: 'Assign',
    },
    'meetings.undated': {
      title: (count) => `${count} preliminary item${count === 1 ? '' : 's'} without a date`,
      why: (age) => `The first was agreed ${age} ago; settle one with the lead unit`,
      verb: 'Settle',
    },
    'meetings.past_date': {
      title: (count) =>
        `${count} joint meeting${count === 1 ? '' : 's'} past the time: say whether it was held`,
      why: (age) => `The first one ${age} ago · move or cancel what was not held; units are told`,
      verb: 'Say so',
    },
    'meetings.topics_waiting': {
      title: (count) => `${count} topic${count === 1 ? '' : 's'} to accept or decline`,
      why: (age) => `The first was proposed ${age} ago · declining needs a reason that the unit reads`,
      verb: 'Decide',
    },
    'meetings.plan_late': {
      title: (count) => `${count} joint meeting${count === 1 ? ' is' : 's are'} past the planned time`,
      why: (age) => `The first by ${age} · set a day, plan another month, or cancel it with the reason`,
      verb: 'Arrange',
    },
    'meetings.topics_open': {
      title: (count) => `Say what became of ${count} topic${count === 1 ? '' : 's'} after the meeting`,
      why: (age) => `The first was proposed ${age} ago · heard, left for the next, or declined`,
      verb: 'Say so',
    },
    'meetings.none_planned': {
      title: (count) =>
        `${count} joint meeting${count === 1 ? ' has' : 's have'} too few planned for this year`,
      why: () => 'At least one a year; the day can be set later',
      verb: 'Plan',
    },
    'meetings.none_planned_next': {
      title: (count) => `${count} joint meeting${count === 1 ? ' has' : 's have'} no plan for next year`,
      why: () => 'This year’s plan can be copied',
      verb: 'Plan',
    },
    'meetings.units_ended': {
      title: (count) => `${count} member unit${count === 1 ? '' : 's'} dissolved or merged`,
      why: (age) => `The first ${age} ago · choose who takes the seat; open items go along`,
      verb: 'Replace',
    },
    'meetings.answers_to_confirm': {
      title: (count) => `Confirm the source of ${count} answer${count === 1 ? '' : 's'} of units`,
      why: (age) => `The first has waited ${age}; nothing counts before it is confirmed`,
      verb: 'Confirm',
    },
    'meetings.answers_waiting': {
      title: (count) => `${count} unit${count === 1 ? ' is' : 's are'} late with an answer`,
      why: (age) => `The first was asked ${age} ago; send the link again, or phone and write it down`,
      verb: 'Look',
    },
    'meetings.minutes_due': {
      title: (count) => `Circulate the minutes of ${count} meeting${count === 1 ? '' : 's'}`,
      why: (age) => `The first was held ${age} ago, and the units wait for them`,
      verb: 'Write them',
    },
  },
};
