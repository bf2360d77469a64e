import type { Locale } from '#kernel/i18n';
import type { ItemState, StepField } from '../contract.ts';

/** What a step may lack, in a sentence. */
export const FIELD_WORDS: Readonly<Record<Locale, Readonly<Record<StepField, string>>>> = {
  zh: { reason: '原因或说明', dueOn: '新的期限', outcome: '办理结果', how: '结果怎么样', owner: '责任人' },
  en: {
    reason: 'the reason',
    dueOn: 'the new date',
    outcome: 'what came of it',
    how: 'how it ended',
    owner: 'who answers for it',
  },
};

export const EXPORT_COLUMNS = [
  'meeting',
  'seq',
  'text',
  'measure',
  'theme',
  'consensus',
  'lead',
  'support',
  'owner',
  'dueOn',
  'deferrals',
  'state',
  'due',
  'since',
  'reason',
  'outcome',
  'agreedAt',
  'closedAt',
] as const;

interface SheetWords {
  readonly sheet: string;
  readonly separator: string;
  readonly overdue: string;
  readonly columns: Readonly<Record<(typeof EXPORT_COLUMNS)[number], string>>;
  readonly states: Readonly<Record<ItemState, string>>;
  readonly consensus: Readonly<Record<'preliminary' | 'full', string>>;
}

export const EXPORT_WORDS: Readonly<Record<Locale, SheetWords>> = {
  zh: {
    sheet: '议定事项',
    separator: '、',
    overdue: '已逾期',
    columns: {
      meeting: '议定的会议',
      seq: '序号',
      text: '议定事项',
      measure: '做到什么程度',
      theme: '主题',
      consensus: '共识',
      lead: '牵头单位',
      support: '配合单位',
      owner: '责任人',
      dueOn: '期限',
      deferrals: '延期次数',
      state: '状态',
      due: '逾期',
      since: '进入这一状态的日期',
      reason: '异议、延期或未办成的原因',
      outcome: '办理结果',
      agreedAt: '记入日期',
      closedAt: '办结日期',
    },
    states: {
      assigned: '已交办',
      accepted: '已接受',
      disputed: '有异议',
      in_progress: '办理中',
      reported: '已报结果',
      verified: '已核实',
      closed: '已销号',
      deferred: '已延期',
      failed: '未办成',
    },
    consensus: { preliminary: '初步共识', full: '达成共识' },
  },
  en: {
    sheet: 'Agreed items',
    separator: ', ',
    overdue: 'overdue',
    columns: {
      meeting: 'Agreed at',
      seq: 'No.',
      text: 'Item',
      measure: 'Measure',
      theme: 'Theme',
      consensus: 'Consensus',
      lead: 'Lead unit',
      support: 'Supporting units',
      owner: 'Owner',
      dueOn: 'Due on',
      deferrals: 'Times put off',
      state: 'State',
      due: 'Overdue',
      since: 'In this state since',
      reason: 'Why disputed, deferred or failed',
      outcome: 'Outcome',
      agreedAt: 'Written down on',
      closedAt: 'Ended on',
    },
    states: {
      assigned: 'Assigned',
      accepted: 'Accepted',
      disputed: 'Disputed',
      in_progress: 'In progress',
      reported: 'Reported',
      verified: 'Verified',
      closed: 'Closed',
      deferred: 'Deferred',
      failed: 'Not achieved',
    },
    consensus: { preliminary: 'Preliminary consensus', full: 'Consensus' },
  },
};
