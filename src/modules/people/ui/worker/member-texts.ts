import type { Text } from '#web/kit/text.ts';
import type { MembershipState } from '../../contract.ts';

export const texts = {
  card: { zh: '工会会员', en: 'Union member' },
  number: { zh: '会员号', en: 'Member number' },
  since: { zh: '入会日期', en: 'Member since' },
  call: { zh: '打电话给工会', en: 'Call the union' },
  notYet: { zh: '还不是会员', en: 'Not a member yet' },
  notYetHint: {
    zh: '这个手机号名下还没有会籍。四项就能申请；以前用别的号码入过会，请打电话让工会改号码。',
    en: 'No membership under this phone. Apply in four fields; if you joined with another number, call to have it changed.',
  },
  heldTitle: { zh: '我们留着您的哪些信息', en: 'What we hold about you' },
  name: { zh: '姓名', en: 'Name' },
  idNo: { zh: '证件号码', en: 'ID number' },
  phone: { zh: '手机号', en: 'Phone' },
  occupation: { zh: '做什么工作', en: 'What you do' },
  heldHint: {
    zh: '号码加密保存，这里只显示一部分；每次有人查看都有记录。',
    en: 'Numbers are stored encrypted and shown in part; every look is recorded.',
  },
  heldNothing: {
    zh: '除了登录用的手机号，还没有别的信息。',
    en: 'Nothing but the phone you sign in with.',
  },
  heldForm: {
    zh: '登录用的手机号，和您申请时填的内容：姓名、证件号码、做什么工作，号码加密保存。',
    en: 'The phone you sign in with and what you filled in when applying: name, ID number (encrypted), what you do.',
  },
  rights: { zh: '我的信息与权利', en: 'My data and rights' },
  submitted: { zh: '{date}提交', en: 'submitted {date}' },
} as const;

export const membershipStates: Readonly<Record<MembershipState, Text>> = {
  active: { zh: '在籍', en: 'Active' },
  transferring: { zh: '正在转会', en: 'Moving' },
  retained: { zh: '保留会籍', en: 'Retained' },
  transferred: { zh: '会籍已转出', en: 'moved to another union' },
  resigned: { zh: '已退会', en: 'Left' },
  deemed_resigned: { zh: '视为自动退会', en: 'Deemed to have left' },
  expelled: { zh: '已除名', en: 'Expelled' },
  deceased: { zh: '已终止', en: 'Ended' },
};
