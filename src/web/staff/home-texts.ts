import { defineWords } from './words.ts';

export const homeWords = defineWords(
  {
    greetings: {
      night: '夜深了',
      morning: '早上好',
      forenoon: '上午好',
      noon: '中午好',
      afternoon: '下午好',
      evening: '晚上好',
    },
    today: (greeting: string, count: number, minutes: number) =>
      `${greeting}。今天有 ${count} 件事，大约 ${minutes} 分钟`,
    free: (greeting: string) => `${greeting}。今天没有要办的事`,
    waiting: (greeting: string) => `${greeting}。`,
    nothing: '没有等您办的事。有新的申请、意见或到期提醒，会出现在这里。',
    noRole: '您现在没有角色，所以没有事要办。需要的话，请本级工会的系统管理员发一份邀请。',
    audit: '没有等您办的事。谁看了、改了什么，在“审计记录”里。',
    noPages: '您的角色在这一版里还没有专门的页面。密码和动态码在“我的账号”里管理。',
    minutes: (minutes: number) => `约 ${minutes} 分钟`,
    hint: '按 ? 看快捷键',
    other: (count: number) => `有 ${count} 件事要看`,
    otherWhy: (age: string) => `最早一件等了 ${age}`,
    look: '查看',
    more: (count: number) => `还有 ${count} 件，办完这些再看。`,
    moreNow: '现在就看',
    disk: {
      low: (megabytes: number) => `数据目录所在的磁盘只剩 ${megabytes} MB`,
      full: (megabytes: number) => `磁盘只剩 ${megabytes} MB，现在只能查看，不能保存`,
      mend: '请删除或移走这块磁盘上不用的文件，或换更大的磁盘。有了空间会自动恢复。',
    },
    numbers: {
      members: ['在册会员', '人数，点开看名单'],
      waiting: ['在等的入会申请', '份，点开审核'],
      unions: ['基层工会', '个，点开看组织'],
      officers: ['有任职的人', '人数，点开看组织'],
    },
  },
  {
    greetings: {
      night: 'Good night',
      morning: 'Good morning',
      forenoon: 'Good morning',
      noon: 'Hello',
      afternoon: 'Good afternoon',
      evening: 'Good evening',
    },
    today: (greeting, count, minutes) =>
      `${greeting}. ${count} thing${count === 1 ? '' : 's'} today, about ${minutes} minutes`,
    free: (greeting) => `${greeting}. Nothing to do today`,
    waiting: (greeting) => `${greeting}.`,
    nothing: 'Nothing waits for you. New applications, suggestions and due dates will appear here.',
    noRole:
      'You hold no role now, so there is nothing to do. Ask your union’s system administrator for an invitation if you need one.',
    audit: 'Nothing waits for you. Who saw or changed what is in the audit log.',
    noPages:
      'This version has no pages for your role yet. Password and second factor are under your account.',
    minutes: (minutes) => `about ${minutes} min`,
    hint: '? lists the shortcuts',
    other: (count) => `${count} to look at`,
    otherWhy: (age) => `The first has waited ${age}`,
    look: 'Look',
    more: (count) => `${count} more, after these.`,
    moreNow: 'See them now',
    disk: {
      low: (megabytes) => `The disk of the data folder has only ${megabytes} MB left`,
      full: (megabytes) => `Only ${megabytes} MB of disk are left: things can be read, but not saved`,
      mend: 'Remove or move files that are not needed, or take a larger disk. It recovers by itself.',
    },
    numbers: {
      members: ['Members', 'persons, see the list'],
      waiting: ['Applications waiting', 'see the queue'],
      unions: ['Primary unions', 'see the unions'],
      officers: ['Officers', 'persons, see the unions'],
    },
  },
);
