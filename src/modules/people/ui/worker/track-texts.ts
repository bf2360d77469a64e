import type { Text } from '#web/kit/text.ts';
import type { ApplicationState, FUND_SOURCES, RouteReason } from '../../join/contract.ts';

export type FundSource = (typeof FUND_SOURCES)[number];

export const texts = {
  title: { zh: '入会申请', en: 'My application' },
  ofWhom: { zh: '{name} · {date}提交', en: '{name} · submitted {date}' },
  myApplications: { zh: '我的申请', en: 'My applications' },
  open: { zh: '看进度', en: 'See where it stands' },
  none: { zh: '这台手机上没有申请记录', en: 'No application on this phone' },
  noneHint: {
    zh: '交申请时给您的链接也能打开进度。链接找不到了，用申请时的手机号登录也能看到。',
    en: 'The link given when you applied opens it too. If you lost it, sign in with the phone you applied with.',
  },
  signIn: { zh: '用手机号登录', en: 'Sign in by phone' },
  apply: { zh: '填写入会申请', en: 'Apply to join' },
  applyAgain: { zh: '再申请一次', en: 'Apply again' },
  sent: {
    zh: '交上了。这一页的链接就是凭据，这台手机已经替您记住；换手机看，请复制链接。',
    en: 'Sent. The link of this page is your receipt and kept on this phone; copy it to see it elsewhere.',
  },

  by: {
    zh: '最晚 {date}答复，遇法定节假日顺延。',
    en: 'Answer by {date} at the latest, later if public holidays fall between.',
  },
  late: {
    zh: '答应 {date}前答复，已经过了。请打电话催一下，这不是您的问题。',
    en: 'An answer was promised by {date} and is overdue. Please call; this is not your fault.',
  },
  reason: { zh: '原因：{reason}', en: 'Reason: {reason}' },
  callNumber: { zh: '有事请打 {phone}', en: 'Questions: {phone}' },
  theUnion: { zh: '工会', en: 'the union' },
  history: { zh: '经过', en: 'What happened' },
  copy: { zh: '复制这一页的链接', en: 'Copy the link of this page' },
  copied: {
    zh: '已复制。有链接的人就能看到进度，请别发到群里。',
    en: 'Copied. Whoever has the link sees this page: do not post it in groups.',
  },
  forget: { zh: '从这台手机上移除记录', en: 'Remove it from this phone' },
  forgetHint: {
    zh: '只是这台手机不再记住，申请照常办理。要再看，需要链接或手机号登录。',
    en: 'Only this phone forgets it; the application goes on. To see it again you need the link or sign in.',
  },

  withdraw: { zh: '撤回申请', en: 'Withdraw' },
  withdrawTitle: { zh: '撤回{name}的入会申请？', en: 'Withdraw the application of {name}?' },
  withdrawBody: {
    zh: '撤回后，{union}不再处理这份申请。以后想入会，可以重新填。',
    en: '{union} will no longer handle it. You can apply again later.',
  },
  keep: { zh: '不撤回', en: 'Keep it' },

  verifyTitle: { zh: '确认手机号 {phone}', en: 'Confirm your phone {phone}' },
  verifyWhy: {
    zh: '确认是您在用，结果会发到这个号码，以后也用它登录。',
    en: 'It shows that the number is yours: the outcome goes there and you sign in with it later.',
  },
  verifyOther: {
    zh: '以前用别的号码入过会？那个号码也会收到验证码，填哪个都行。',
    en: 'Joined before with another number? It gets a code too; either will do.',
  },
  verify: { zh: '确认', en: 'Confirm' },
  verified: { zh: '手机号 {phone} 已确认', en: 'Phone {phone} confirmed' },
  conflict: { zh: '这个号码登记在另一个人名下', en: 'This number is on another person’s record' },
  conflictHint: {
    zh: '号码换过主人很常见。现在是您在用，就可以从那个人的记录上解除，不用找工作人员。',
    en: 'Numbers change hands. If it is yours now, you can take it off that record yourself.',
  },
  release: { zh: '解除这个号码', en: 'Take it off' },
  releaseTitle: { zh: '解除手机号 {phone}？', en: 'Take {phone} off the other record?' },
  releaseBody: {
    zh: '解除后，原来登记的那个人不能再用它登录。请只在号码确实归您用时解除。',
    en: 'That person can no longer sign in with it. Do this only if the number is really yours.',
  },
  releaseYes: { zh: '归我用，解除', en: 'It is mine, take it off' },
  releaseNo: { zh: '先不动', en: 'Leave it' },
  already: { zh: '您已经是会员了：{union}', en: 'You are a member already: {union}' },
  alreadyHint: {
    zh: '不用再申请。会籍可以跟着您换工会，请打电话办转会；这份申请可以撤回。',
    en: 'No need to apply again. Your membership can move with you: call to transfer it, and withdraw this application.',
  },

  correctTitle: { zh: '改好再交', en: 'Correct and send again' },
  correctHint: {
    zh: '只改有问题的一处，留空的就是不改。',
    en: 'Change only what is wrong; what you leave empty stays as it was.',
  },
  correctId: {
    zh: '号码没写错就留空。这台手机没有存您的证件号码。',
    en: 'Leave it empty if the number was right. This phone has not kept it.',
  },
  correctSubmit: { zh: '改好了，交上去', en: 'Send again' },
  benefits: { zh: '现在就能用的', en: 'Yours to use now' },
  later: { zh: '批准入会后能用', en: 'Once you are a member' },
} as const;

interface StateTexts {
  /** One or two words for the tag. */
  readonly word: Text;
  /** Where it stands, as a sentence. */
  readonly now: Text;
  /** What happens next, or what to do. */
  readonly next: Text;
}

export const states: Readonly<Record<ApplicationState, StateTexts>> = {
  submitted: {
    word: { zh: '已收到', en: 'Received' },
    now: { zh: '您的申请收到了。', en: 'Your application has arrived.' },
    next: {
      zh: '系统正在核对，通常几分钟就好，然后交给工会。',
      en: 'It is being checked, usually within minutes, and then goes to the union.',
    },
  },
  auto_checked: {
    word: { zh: '已核对', en: 'Checked' },
    now: { zh: '核对通过了，正在交给工会。', en: 'It passed the checks and is on its way to the union.' },
    next: { zh: '接下来由{union}审批。', en: 'Next, {union} decides.' },
  },
  in_review: {
    word: { zh: '审批中', en: 'Being decided' },
    now: { zh: '{union}正在审批您的申请。', en: '{union} is looking at your application.' },
    next: { zh: '由工会委员会开会决定。', en: 'Its committee decides in a meeting.' },
  },
  pooled: {
    word: { zh: '待转入', en: 'Finding a union' },
    now: {
      zh: '申请收下了，正在给您找合适的工会。',
      en: 'Your application is accepted; the right union is being found.',
    },
    next: {
      zh: '现在由{union}照管。找到后直接转过去，您不用再填一遍。',
      en: '{union} looks after it. It is handed on for you: you fill in nothing again.',
    },
  },
  offered: {
    word: { zh: '已转交', en: 'Handed on' },
    now: { zh: '您的申请转给了{union}，等他们审批。', en: 'Your application was handed to {union}.' },
    next: {
      zh: '他们若不收，会退回来重新安排，不会丢。',
      en: 'If they cannot take it, it comes back and is handed on; it is not lost.',
    },
  },
  returned: {
    word: { zh: '请改一下', en: 'Please correct' },
    now: { zh: '有一处要改，改好再交就行。', en: 'One thing needs correcting; then send it again.' },
    next: { zh: '别的内容都还在，不用重填。', en: 'All the rest is kept.' },
  },
  approved: {
    word: { zh: '已入会', en: 'Member' },
    now: { zh: '您是{union}的会员了。', en: 'You are a member of {union}.' },
    next: {
      zh: '用申请时的手机号登录，随时看会员卡。',
      en: 'Sign in with your phone to see your membership any time.',
    },
  },
  rejected: {
    word: { zh: '没有批准', en: 'Not approved' },
    now: { zh: '这次没有批准。', en: 'It was not approved this time.' },
    next: {
      zh: '不明白原因可以打电话问；情况变了，可以再申请。',
      en: 'Call if the reason is not clear; if things change you can apply again.',
    },
  },
  withdrawn: {
    word: { zh: '已撤回', en: 'Withdrawn' },
    now: { zh: '您撤回了这份申请。', en: 'You withdrew this application.' },
    next: { zh: '想入会，随时可以再填。', en: 'You can apply again any time.' },
  },
};

/** Steps of the history, shorter than the sentences above. */
export const steps: Readonly<Record<ApplicationState, Text>> = {
  submitted: { zh: '提交申请', en: 'Submitted' },
  auto_checked: { zh: '核对通过', en: 'Checks passed' },
  in_review: { zh: '交给工会审批', en: 'With the union' },
  pooled: { zh: '进入待转入名单', en: 'Waiting for the right union' },
  offered: { zh: '转给另一个工会', en: 'Handed to another union' },
  returned: { zh: '退回修改', en: 'Returned for correction' },
  approved: { zh: '批准入会', en: 'Approved' },
  rejected: { zh: '没有批准', en: 'Not approved' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
};

/** Why this union and no other. */
export const routes: Readonly<Record<RouteReason, Text>> = {
  qr_union: { zh: '您扫的是这个工会的码。', en: 'You scanned this union’s code.' },
  employer_union: { zh: '您单位的职工由这个工会组织。', en: 'It organises the people at your employer.' },
  sector_association: { zh: '您这一行由这个行业工会接收。', en: 'It is the union of your trade.' },
  street_union: { zh: '您选的街道由这个工会服务。', en: 'It serves the street you chose.' },
  holding_pool: {
    zh: '还没有对上单位或街道的工会，先由它照管。',
    en: 'No union at an employer or street matched yet.',
  },
  officer: { zh: '由上级工会转给它。', en: 'The upper union handed it over.' },
};

export const benefits: Readonly<Record<FundSource, Text>> = {
  union_funds: { zh: '工会经费办的慰问和活动', en: 'Gifts and activities paid by union funds' },
  public_money: { zh: '政府资金办的服务', en: 'Services paid with public money' },
  donation: { zh: '社会捐赠的物资', en: 'Donated goods' },
};
