import type { RetentionAction, RetentionCategory } from '../rules.ts';

interface Words {
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly categories: Readonly<Record<RetentionCategory, string>>;
  readonly actions: Readonly<Record<RetentionAction, string>>;
}

/** The report in words: a sheet is read by people. */
export const RETENTION_WORDS: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    sheet: '到期清理记录',
    columns: ['时间', '清理了什么', '怎么清理', '多少', '早于', '依据的规则', '规则来源', '备份里到哪天'],
    categories: {
      former_members: '会籍终止已久的人的资料',
      known_only: '花名册上已没有、从未入会的人',
      applications: '没有通过、撤回或没有再交的申请',
      tracking_links: '申请进度链接',
      messages: '短信的号码和内容',
      invitations: '没有接受的干部邀请',
      requests: '已办结的本人请求',
      answers: '重复提交用的首次应答',
    },
    actions: { delete: '删除', anonymise: '去掉个人信息' },
  },
  en: {
    sheet: 'Cleared away',
    columns: [
      'When',
      'What',
      'How',
      'How many',
      'Older than',
      'Rule',
      'Source of the rule',
      'In backups until',
    ],
    categories: {
      former_members: 'details of people whose membership ended long ago',
      known_only: 'people whom no roster has any more and who never joined',
      applications: 'applications refused, withdrawn or not sent again',
      tracking_links: 'tracking links',
      messages: 'number and content of messages',
      invitations: 'invitations of officers that came to nothing',
      requests: 'closed requests by right',
      answers: 'first answers kept for repeated sending',
    },
    actions: { delete: 'deleted', anonymise: 'made anonymous' },
  },
};
