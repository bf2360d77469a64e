import type { CONCERN_STATES, REFERRAL_LANES } from '../../contract.ts';

export const COLUMNS = [
  'title',
  'theme',
  'org',
  'state',
  'voices',
  'oldest',
  'days',
  'lanes',
  'answer',
  'answeredAt',
] as const;

interface Words {
  readonly sheet: string;
  readonly columns: Readonly<Record<(typeof COLUMNS)[number], string>>;
  readonly states: Readonly<Record<(typeof CONCERN_STATES)[number], string>>;
  readonly lanes: Readonly<Record<(typeof REFERRAL_LANES)[number], string>>;
}

/** Titles and words of the sheet of concerns. */
export const EXPORT_WORDS: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    sheet: '诉求',
    columns: {
      title: '诉求',
      theme: '主题',
      org: '办理工会',
      state: '状态',
      voices: '意见（条）',
      oldest: '最早一条提出于',
      days: '到现在或答复时（天）',
      lanes: '正在转办',
      answer: '答复',
      answeredAt: '答复时间',
    },
    states: {
      open: '待处理',
      referred: '转办中',
      answered: '已答复',
      merged: '已并入另一件',
      dissolved: '已拆开',
    },
    lanes: {
      hardship: '困难帮扶',
      legal: '法律援助',
      hotline: '12351 热线',
      station_fault: '报修',
      joint_topic: '联席会议',
    },
  },
  en: {
    sheet: 'Concerns',
    columns: {
      title: 'Concern',
      theme: 'Theme',
      org: 'Union',
      state: 'State',
      voices: 'Voices',
      oldest: 'First said on',
      days: 'Days until now or the answer',
      lanes: 'Now with',
      answer: 'Answer',
      answeredAt: 'Answered on',
    },
    states: {
      open: 'Open',
      referred: 'Referred',
      answered: 'Answered',
      merged: 'Merged into another',
      dissolved: 'Taken apart',
    },
    lanes: {
      hardship: 'Aid desk',
      legal: 'Legal aid',
      hotline: 'Hotline 12351',
      station_fault: 'Fault report',
      joint_topic: 'Joint meeting',
    },
  },
};
