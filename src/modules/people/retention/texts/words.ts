import type { RetentionAction, RetentionCategory } from '../rules.ts';

interface Words {
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly categories: Readonly<Record<RetentionCategory, string>>;
  readonly actions: Readonly<Record<RetentionAction, string>>;
  /** Why so long, where no record of the federation says otherwise. */
  readonly why: Readonly<Record<RetentionCategory, string>>;
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
      voice_contacts: '已回复的意见里留的姓名和联系方式',
      voices: '已回复的意见与心愿，连同补充和链接',
    },
    actions: { delete: '删除', anonymise: '去掉个人信息' },
    why: {
      former_members: '个人信息保护法第十九条要求最短时间；比照第五十六条的记录留三年（推断）',
      known_only: '个人信息保护法第四十七条：目的已达到；半年比两次核对之间更久（推断）',
      applications: '个人信息保护法第四十七条：目的已达到；留一年供询问原因（推断）',
      tracking_links: '链接会被转发，不应一直能打开（推断）',
      messages: '至少和日志一样久（网络安全法第二十一条第三项），以便核对发过什么（推断）',
      invitations: '个人信息保护法第四十七条：目的已达到（推断）',
      requests: '比照个人信息保护法第五十六条，处理记录留三年（推断）',
      answers: '比任何一次重试都久（推断）',
      voice_contacts: '个人信息保护法第十九条要求最短时间；留半年供本人说没解决（推断）',
      voices: '比照个人信息保护法第五十六条的记录留三年（推断）',
    },
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
      voice_contacts: 'name and contact left with voices that were answered',
      voices: 'voices that were answered, with additions and links',
    },
    actions: { delete: 'deleted', anonymise: 'made anonymous' },
    why: {
      former_members: 'PIPL §19 asks for the shortest time; three years as for records of §56 (inference)',
      known_only:
        'PIPL §47: the purpose is over; half a year is longer than between two reconciles (inference)',
      applications: 'PIPL §47: the purpose is over; a year to ask why (inference)',
      tracking_links: 'a link that gets forwarded should not open for ever (inference)',
      messages: 'as long as logs at least (Cybersecurity Law §21(3)), to settle what was sent (inference)',
      invitations: 'PIPL §47: the purpose is over (inference)',
      requests: 'after PIPL §56: records of handling three years (inference)',
      answers: 'longer than any retry (inference)',
      voice_contacts:
        'PIPL §19 asks for the shortest time; half a year to say that it did not help (inference)',
      voices: 'three years as for records of PIPL §56 (inference)',
    },
  },
};
