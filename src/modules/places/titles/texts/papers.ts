import type { TitleState } from '../contract.ts';
import type { Verdict } from '../templates/contract.ts';

/** What a self-check says, on official paper. */
export const SAYS: Readonly<Record<Verdict, string>> = {
  met: '符合（按记录）',
  missing: '还差',
  unknown: '没有记录',
  backed: '见材料',
  judged: '现场查看',
};

export const TABLE_HEAD = {
  zh: [
    '地点',
    '编号',
    '所属工会',
    '称号',
    '授予单位',
    '进度',
    '进入这一步的日期',
    '牌匾编号',
    '授予日期',
    '复查日期',
  ],
  en: [
    'Place',
    'Code',
    'Union',
    'Title',
    'Granted by',
    'State',
    'Since',
    'Plaque',
    'Awarded',
    'Re-check due',
  ],
} as const;

export const STATE_WORDS: Readonly<Record<'zh' | 'en', Readonly<Record<TitleState, string>>>> = {
  zh: {
    self_check: '自查中',
    applied: '已申请，待审核',
    reviewing: '上级审核中',
    returned: '退回补充',
    site_visit: '实地走访',
    public_notice: '公示',
    awarded: '已授予',
    reinspection_due: '该复查了',
    rectify: '整改中',
    rejected: '未通过',
    withdrawn: '已撤回',
    revoked: '已摘牌',
  },
  en: {
    self_check: 'Self-check',
    applied: 'Applied, awaits review',
    reviewing: 'Under review above',
    returned: 'Returned to be completed',
    site_visit: 'Site visit',
    public_notice: 'Public notice',
    awarded: 'Awarded',
    reinspection_due: 'Re-check due',
    rectify: 'To be put right',
    rejected: 'Refused',
    withdrawn: 'Withdrawn',
    revoked: 'Revoked',
  },
};
