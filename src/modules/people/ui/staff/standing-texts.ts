import type { Group } from '#people/find/contract';
import type { RetainedAs, Standing, WARNED_HOW } from '#people/standing/contract';
import { defineWords, useWords } from '#web/staff/words.ts';
import { peopleWords } from './texts.ts';

export type WarnedHow = (typeof WARNED_HOW)[number];

/** How people stand to the unions and to their work: words that lists, drawers and exports share. */
export const standingWords = defineWords(
  {
    known: '未入会',
    left: '已离职待处理',
    groups: {
      members: '会员',
      not_reached: '未入会',
      known: '在职职工（会员和未入会）',
      retained: '保留会籍',
      left: '已离职待处理',
      former: '已不是会员',
      all: '全部人员',
    } satisfies Record<Group, string>,
    retainedAs: {
      retired: '退休',
      unemployed: '失业',
      unit_closed: '单位关闭',
      unit_without_union: '新单位还没有工会',
    } satisfies Record<RetainedAs, string>,
    warnedHow: {
      in_person: '当面谈话',
      phone: '电话',
      letter: '书面通知',
      message: '短信或微信',
    } satisfies Record<WarnedHow, string>,
    /** The four key groups of new forms of employment, together. */
    nef: '四类新就业群体',
  },
  {
    known: 'Not in a union',
    left: 'Left work, not settled',
    groups: {
      members: 'Members',
      not_reached: 'Not in a union',
      known: 'At work (members and not)',
      retained: 'Retained members',
      left: 'Left work, not settled',
      former: 'No longer members',
      all: 'Everybody',
    },
    retainedAs: {
      retired: 'retired',
      unemployed: 'unemployed',
      unit_closed: 'employer closed',
      unit_without_union: 'new employer without a union',
    },
    warnedHow: {
      in_person: 'In person',
      phone: 'By phone',
      letter: 'By letter',
      message: 'By message',
    },
    nef: 'Four key gig groups',
  },
);

/** What each standing is called. */
export function useStandings(): Readonly<Record<Standing, string>> {
  const { known } = useWords(standingWords);
  return { known, ...useWords(peopleWords).membershipStates };
}
