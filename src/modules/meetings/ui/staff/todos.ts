import type { TodoSentences } from '#web/staff/todo.ts';

export const meetingTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
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
    'meetings.none_planned': {
      title: (count) => `${count} 个联席会议今年还没有计划`,
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
  },
  en: {
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
    'meetings.none_planned': {
      title: (count) => `${count} joint meeting${count === 1 ? ' has' : 's have'} no plan for this year`,
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
  },
};
