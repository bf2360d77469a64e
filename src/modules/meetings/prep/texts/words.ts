import type { Lack } from '../rules.ts';

/** What is missing for a step, in words. */
export const LACK_WORDS: Readonly<Record<'zh' | 'en', Readonly<Record<Lack, string>>>> = {
  zh: {
    units: '成员单位（至少一个）',
    topic: '议题（至少一个）',
    accepted: '已采纳的议题（至少一个）',
    undecided: '还没定采纳与否的议题',
    time: '时间',
    place: '地点',
    chair: '主持人',
    not_yet: '会议时间还没到',
  },
  en: {
    units: 'a member unit',
    topic: 'a topic',
    accepted: 'an accepted topic',
    undecided: 'a decision on every topic proposed',
    time: 'the time',
    place: 'the place',
    chair: 'who chairs',
    not_yet: 'the meeting has not begun yet',
  },
};
