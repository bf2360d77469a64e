import type { Locale } from '#kernel/i18n';

export const FIGURE_COLUMNS = [
  'agreed',
  'open',
  'overdue',
  'closed',
  'closedDated',
  'onTime',
  'medianDays',
  'putOff',
  'failed',
] as const;

interface Words {
  readonly sheet: string;
  readonly body: string;
  readonly unit: string;
  readonly all: string;
  readonly years: (from?: number, to?: number) => string;
  readonly columns: Readonly<Record<(typeof FIGURE_COLUMNS)[number], string>>;
  /** What each figure counts, as the page says it. */
  readonly notes: readonly string[];
}

export const FIGURE_WORDS: Readonly<Record<Locale, Words>> = {
  zh: {
    sheet: '议定事项办理情况',
    body: '联席会议',
    unit: '牵头单位',
    all: '合计',
    years: (from, to) => (from || to ? `${from ?? '最早'}—${to ?? '现在'} 年度会议` : '全部年度会议'),
    columns: {
      agreed: '议定',
      open: '未办结',
      overdue: '已逾期',
      closed: '已销号',
      closedDated: '已销号中有期限的',
      onTime: '按期销号',
      medianDays: '销号用时（天，中位数）',
      putOff: '延过期',
      failed: '未办成',
    },
    notes: [
      '年度是议定这件事项的会议的年度；单位是现在的牵头单位。',
      '已逾期：还没办结，期限在今天以前。',
      '按期销号：有期限、已销号的事项里，销号日不晚于当时期限的件数；延过期的，按延后的期限算，所以另列“延过期”。',
      '销号用时：从会议召开到销号的天数，取中位数。未办成的不算销号。',
    ],
  },
  en: {
    sheet: 'What came of agreed items',
    body: 'Joint meeting',
    unit: 'Lead unit',
    all: 'All',
    years: (from, to) =>
      from || to ? `Meetings of ${from ?? 'the first year'} to ${to ?? 'now'}` : 'Meetings of all years',
    columns: {
      agreed: 'Agreed',
      open: 'Open',
      overdue: 'Overdue',
      closed: 'Closed',
      closedDated: 'Closed, with a date',
      onTime: 'Closed on time',
      medianDays: 'Days to closing (median)',
      putOff: 'Put off',
      failed: 'Not achieved',
    },
    notes: [
      'Years are those of the meeting that agreed on an item; units are those that lead it now.',
      'Overdue: still open, with a date before today.',
      'On time: of closed items that had a date, those closed no later than the date in force. A date that was put off counts as put off, which is why “put off” is a figure of its own.',
      'Days to closing: from the meeting to the closing, the one in the middle. What failed is not closed.',
    ],
  },
};
