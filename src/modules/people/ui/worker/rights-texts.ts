import type { Text } from '#web/kit/text.ts';
import type { Goes, Purpose, RequestKind, RequestState, Stays } from '../../rights/rules.ts';

/** 我的信息与权利. */
export const texts = {
  title: { zh: '我的信息与权利', en: 'My data and rights' },
  guest: {
    zh: '用手机号登录后，可以看我们记了您的什么、谁看过，也可以更正、带走和删除。',
    en: 'Sign in by phone to see what is held about you and who looked, to correct it, take it away or delete it.',
  },
  signIn: { zh: '登录', en: 'Sign in' },
  trackHint: {
    zh: '想看、更正、带走或删除这些信息：用申请时的手机号登录，在“我的”里打开“我的信息与权利”。',
    en: 'To see, correct, take away or delete this: sign in with the phone of the application and open “My data and rights”.',
  },
  back: { zh: '回到“我的”', en: 'Back to “Mine”' },

  held: { zh: '我们记了什么', en: 'What is held' },
  heldWhy: { zh: '为什么：{why}', en: 'Why: {why}' },
  heldBasis: { zh: '依据：{basis}', en: 'Basis: {basis}' },
  heldKept: { zh: '保存：{kept}', en: 'Kept: {kept}' },

  looks: { zh: '谁看过', en: 'Who looked' },
  looksHint: {
    zh: '写明哪个工会的哪个岗位，不写姓名。觉得不对，打电话问工会。',
    en: 'The office and its union, not the name. If something looks wrong, call the union.',
  },
  looksNone: { zh: '还没有人看过您的资料。', en: 'Nobody has looked at your record yet.' },
  looksMore: { zh: '再往前看', en: 'Earlier' },
  purpose: { zh: '用途：{purpose}', en: 'for: {purpose}' },
  someone: { zh: '工会', en: 'the union' },

  correct: { zh: '更正', en: 'Correct' },
  work: { zh: '做什么、在哪里工作', en: 'What you do and for whom' },
  workHint: { zh: '改了马上生效。', en: 'Holds at once.' },
  occupation: { zh: '做什么工作', en: 'What you do' },
  employer: { zh: '工作单位', en: 'Employer' },
  employerWhy: { zh: '可以不填。会籍跟着工作走。', en: 'May stay empty. Membership follows the work.' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存', en: 'Saved' },
  phone: { zh: '换手机号', en: 'Change the phone' },
  newPhone: { zh: '新手机号', en: 'New phone' },
  newPhoneWhy: {
    zh: '验证码发到新号码；以后用它登录。',
    en: 'The code goes there; you sign in with it from now on.',
  },
  idNo: { zh: '证件号码', en: 'ID number' },
  idNoWhy: { zh: '证明是您本人，只用来核对。', en: 'Proves that it is you; only compared.' },
  changePhone: { zh: '换成新号码', en: 'Change to this number' },
  phoneDone: { zh: '已经换好。请用新号码重新登录。', en: 'Changed. Please sign in with the new number.' },
  name: { zh: '姓名或证件号码有误', en: 'Name or ID number is wrong' },
  nameHint: {
    zh: '要由工会对照证件核对，{days} 天内答复。性别和出生年份会跟着证件号码改。',
    en: 'Your union checks it against the ID and answers within {days} days. Sex and year of birth follow from the number.',
  },
  rightName: { zh: '正确的姓名', en: 'The right name' },
  rightIdNo: { zh: '正确的证件号码', en: 'The right ID number' },
  leaveEmpty: { zh: '不改就不填。', en: 'Leave empty what is right.' },
  reason: { zh: '说明（可以不填）', en: 'Why (may stay empty)' },
  send: { zh: '提交', en: 'Send' },
  asked: {
    zh: '已经提交，{date}前答复，结果会发短信。',
    en: 'Sent. The answer comes by {date}, with an SMS.',
  },

  consents: { zh: '同意', en: 'Consent' },
  given: { zh: '{date}同意，说明文字版本 {version}', en: 'given on {date}, wording of {version}' },
  paper: {
    zh: '没有电子同意记录（纸面入会或单位报来）',
    en: 'no record here (joined on paper or by a list)',
  },
  neverAsked: { zh: '没有单独问过您', en: 'never asked for by itself' },
  withdrawnOn: { zh: '{date}收回', en: 'withdrawn on {date}' },
  on: { zh: '有效', en: 'in force' },
  off: { zh: '已收回', en: 'withdrawn' },
  open: { zh: '没有问过', en: 'not asked' },
  newsOff: { zh: '不要消息短信', en: 'No news by SMS' },
  newsOn: { zh: '愿意收消息短信', en: 'News by SMS, please' },
  newsHint: {
    zh: '现在没有这类短信。您办的事（审批、转会）仍会通知；收回以后不再询问。',
    en: 'None are sent today. What you asked for yourself is still told; you are not asked again.',
  },
  leave: { zh: '收回同意，退会', en: 'Withdraw and leave' },
  leaveTitle: { zh: '收回同意，就是退出工会', en: 'Withdrawing means leaving the union' },
  leaveBody: {
    zh: '没有这项同意，工会不能再管理您的会籍：会员权利和会员专享的服务会停。工会办理后发短信告诉您，以后可以重新入会。',
    en: 'Without it the union cannot keep your membership: a member’s rights and benefits end. You are told by SMS when it is done, and may join again.',
  },

  copy: { zh: '带走', en: 'Take away' },
  copyHint: {
    zh: '马上生成，含上面全部内容。不验证，号码只显示一部分；要完整号码，先用短信验证。',
    en: 'Made at once, with everything above. Numbers are masked unless you prove the phone first.',
  },
  pdf: { zh: '给人看的（PDF）', en: 'To read (PDF)' },
  json: { zh: '给程序用的（JSON）', en: 'For programs (JSON)' },
  whole: { zh: '要完整号码', en: 'With whole numbers' },
  wholePdf: { zh: '验证并下载 PDF', en: 'Prove and take the PDF' },
  wholeJson: { zh: '验证并下载 JSON', en: 'Prove and take the JSON' },

  requests: { zh: '我提过的请求', en: 'What I asked for' },
  due: { zh: '{date}前答复', en: 'answer by {date}' },
  answer: { zh: '工会说：{answer}', en: 'The union says: {answer}' },
  complain: {
    zh: '不同意这个结果：打电话给{union} {phone}，或打 12351 投诉。',
    en: 'If you disagree: call {union} {phone}, or complain at 12351.',
  },
  complainOnly: { zh: '不同意这个结果：打 12351 投诉。', en: 'If you disagree: complain at 12351.' },

  erase: { zh: '删除', en: 'Delete' },
  eraseAtOnce: { zh: '删除我的全部信息', en: 'Delete everything about me' },
  eraseByUnion: { zh: '退会并删除我的信息', en: 'Leave and delete everything' },
  goes: { zh: '会删掉', en: 'What goes' },
  stays: { zh: '要留下的，和为什么', en: 'What has to stay, and why' },
  byUnion: {
    zh: '您现在是会员。{union}办退会时一并删除，{days} 天内，办一次就好。',
    en: 'You are a member. {union} ends the membership and deletes in one step, within {days} days.',
  },
  atOnce: { zh: '验证后马上删除，不能恢复。', en: 'Done right after the code, and cannot be undone.' },
  eraseGo: { zh: '验证并删除', en: 'Prove and delete' },
  eraseAsk: { zh: '验证并提交', en: 'Prove and send' },
  gone: {
    zh: '正在删除，几分钟内完成，您已退出登录。会有最后一条短信告诉您。',
    en: 'Being deleted, within minutes; you are signed out. One last SMS tells you.',
  },
  ownPhone: { zh: '登录用的手机号', en: 'The phone you signed in with' },
  ownPhoneWhy: {
    zh: '账号里没有存号码，验证码要发到这里。',
    en: 'Your account does not keep it; the code goes there.',
  },
  codeTo: { zh: '验证码发到 {phone}。', en: 'A code goes to {phone}.' },
} as const;

export const purposes: Readonly<Record<Purpose, Text>> = {
  membership: { zh: '入会和管理会籍', en: 'Joining and membership' },
  news: { zh: '接收工会消息短信', en: 'News of the union by SMS' },
};

export const kinds: Readonly<Record<RequestKind, Text>> = {
  copy: { zh: '带走资料（完整号码）', en: 'Copy with whole numbers' },
  correct: { zh: '更正姓名或证件号码', en: 'Correction of name or ID' },
  withdraw: { zh: '收回同意，退会', en: 'Withdrawing consent, leaving' },
  delete: { zh: '删除全部信息', en: 'Deletion' },
  deregister: { zh: '退会并删除', en: 'Leaving and deletion' },
};

export const states: Readonly<Record<RequestState, Text>> = {
  requested: { zh: '已提出', en: 'asked' },
  identity_checked: { zh: '等工会办', en: 'with the union' },
  done: { zh: '已办好', en: 'done' },
  refused: { zh: '没有办', en: 'refused' },
};

export const going: Readonly<Record<Goes, Text>> = {
  account: { zh: '账号、登录和验证码', en: 'account, sign-ins and codes' },
  messages: { zh: '发给您的短信记录', en: 'records of messages to you' },
  consents: { zh: '同意记录', en: 'what you agreed to' },
  applications: { zh: '入会申请和进度链接', en: 'applications and their links' },
  record: { zh: '姓名、证件号码、手机号、工作', en: 'name, ID number, phone, work' },
  moves: { zh: '转会和提醒记录', en: 'transfers and reminders' },
  rosters: { zh: '花名册上的记录', en: 'entries on rosters' },
};

export const staying: Readonly<Record<Stays, Text>> = {
  membership: {
    zh: '会籍记录：留到工会办好退会为止（工会要知道谁是会员）。',
    en: 'Membership: until the union has ended it (it must know who its members are).',
  },
  office: {
    zh: '工会干部的账号：您担任过职务，谁办过什么要查得到；卸任后请联系工会。',
    en: 'An officer’s account: who did what in office must be traceable; talk to the union after the office ends.',
  },
  audit: {
    zh: '操作日志：至少六个月（网络安全法第二十一条第三项）。里面没有您的姓名和号码，只有编号，以及工作人员查看时写的用途。',
    en: 'The log: six months at least (Cybersecurity Law §21(3)). No name or number of yours, only ids, and the purposes officers wrote.',
  },
  periods: {
    zh: '会籍起止日期：只作为工会的人数统计，不再和您有关联。',
    en: 'Dates of membership: only as figures of the union, no longer tied to you.',
  },
  resolutions: {
    zh: '委员会决议的原件：工会的法定档案，扫描件里可能有您的名字。',
    en: 'Resolutions of the committee: the union’s legal record; a scan may name you.',
  },
  employer: {
    zh: '单位自己的花名册：我们删掉后，单位下次报来还有您的话会再记入，请同时告诉单位。',
    en: 'Your employer’s own list: if it still has you, its next file brings you back; tell your employer too.',
  },
  backups: { zh: '备份里的副本：{date}前清除。', en: 'Copies in backups: gone by {date}.' },
};
