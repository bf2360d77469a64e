import type { FaultKind, FaultState } from '../../trust/faults/contract.ts';

/** The words of reporting and tracking what is wrong at a place. */
export const texts = {
  here: { zh: '您在这儿吗', en: 'Are you there' },
  hereWhy: {
    zh: '点一下就行，不用登录。后面来的人会少跑一趟。',
    en: 'One tap, no account. It saves the next person the way.',
  },
  used: { zh: '我在这儿用上了', en: 'I am using it now' },
  which: { zh: '坏了的是哪样', en: 'What is broken' },
  else: { zh: '别的', en: 'Something else' },
  what: { zh: '是什么问题', en: 'What is it' },
  whatHint: { zh: '最多 100 字，别写人名和电话', en: 'At most 100 characters; no names or numbers' },
  whatMissing: {
    zh: '请写几个字，不然不知道是什么。',
    en: 'A few words, please: else nobody knows what it is.',
  },
  send: { zh: '送出', en: 'Send' },
  back: { zh: '返回', en: 'Back' },
  sending: { zh: '正在送出…', en: 'Sending…' },

  gotTitle: { zh: '收到了', en: 'Received' },
  got: {
    zh: '照看这个地方的人会看到。修好了，您在这台手机上能看到，也请您说一声好没好。',
    en: 'Those who look after this place will see it. Once it is mended you see it on this phone, and can say if it is.',
  },
  joined: {
    zh: '已经有人报过，和您的算在一起办。',
    en: 'Somebody had reported it; yours counts with it.',
  },
  closedHours: {
    zh: '按公布的时间，这里现在不开。您的话记下了，不算报修。',
    en: 'By its published hours it is closed now. Your word is kept; it is no fault.',
  },
  opensAt: { zh: '下次开门：{when}。', en: 'It opens next: {when}.' },
  progress: { zh: '看进度', en: 'See where it stands' },
  more: { zh: '再说两句，或留个手机号（都可以不填）', en: 'Say more, or leave a phone (both optional)' },
  note: { zh: '怎么回事', en: 'What happened' },
  phone: { zh: '手机号', en: 'Phone' },
  phoneWhy: {
    zh: '为什么要填：修好时给您发一条短信，不作别的用。加密保存，办结 {days} 天后删除。',
    en: 'Why: one SMS when it is mended, nothing else. Stored encrypted, deleted {days} days after.',
  },
  phoneWrong: { zh: '手机号应是 11 位数字。', en: 'A mobile number has 11 digits.' },
  add: { zh: '补充', en: 'Add' },
  added: { zh: '补上了。', en: 'Added.' },
  another: { zh: '再报一样', en: 'Report something else' },

  confirmedUse: { zh: '记下了：刚刚有人用过。谢谢您。', en: 'Noted: somebody has just used it. Thank you.' },
  confirmedTogether: {
    zh: '记下了。和别人说的对上了，这里现在算核实过。',
    en: 'Noted. Others say the same, so it counts as confirmed.',
  },
  noted: {
    zh: '记下了。再有一位说开着，就算核实过；扫了门口标识上的码再点，一个人说也算。',
    en: 'Noted. One more who says so confirms it; by the code on its sign your word counts alone.',
  },
  again: { zh: '刚才已经记过了，不用再点。', en: 'You said so a moment ago; it is kept.' },

  title: { zh: '我报的问题', en: 'What I reported' },
  none: { zh: '这台手机上没有报过问题', en: 'Nothing was reported on this phone' },
  noneHint: {
    zh: '在驿站的页面上点一下就能报。报的时候登录了，换手机登录也能看到。',
    en: 'One tap on the page of a station reports a fault. If you were signed in, sign in to see it elsewhere.',
  },
  findPlaces: { zh: '看附近的驿站', en: 'Stations nearby' },
  at: { zh: '{place} · {when}报的', en: '{place} · reported {when}' },
  many: { zh: '一共有 {count} 个人报了同一件事。', en: '{count} people have reported the same.' },
  reason: { zh: '原因：{reason}', en: 'Reason: {reason}' },
  asked: { zh: '好了吗', en: 'Does it work' },
  askedWhy: {
    zh: '您说好了才算完；还是不行，会重新去修。',
    en: 'It is done when you say so; if not, it is taken up again.',
  },
  works: { zh: '好了', en: 'It works' },
  worksNot: { zh: '还是不行', en: 'Still not' },
  worksNotWhat: { zh: '还有什么问题（可以不填）', en: 'What is still wrong (optional)' },
  worksNotSend: { zh: '送出，请重新修', en: 'Send, mend it again' },
  call: { zh: '有事请打 {phone}', en: 'Questions: {phone}' },
  history: { zh: '经过', en: 'What happened' },
  place: { zh: '这个地方的页面', en: 'The page of this place' },
  copy: { zh: '复制这一页的链接', en: 'Copy the link of this page' },
  copied: {
    zh: '已复制。有链接的人就能看到进度、替您回答，请别发到群里。',
    en: 'Copied. Whoever has it can see this and answer for you: do not post it in groups.',
  },
  forget: { zh: '从这台手机上移除记录', en: 'Remove it from this phone' },
  yourNote: { zh: '您写的：{note}', en: 'You wrote: {note}' },
  yourPhone: { zh: '修好时发短信到 {phone}', en: 'An SMS goes to {phone} when it is mended' },
  removePhone: { zh: '不用发了，删掉号码', en: 'No SMS, delete the number' },
} as const;

interface KindText {
  readonly zh: string;
  readonly en: string;
}

/** The buttons, and what a report is called afterwards. */
export const kinds: Readonly<Record<FaultKind, KindText>> = {
  closed: { zh: '关着', en: 'Closed' },
  locked_out: { zh: '进不去', en: 'Cannot get in' },
  no_water: { zh: '没水', en: 'No water' },
  broken: { zh: '坏了', en: 'Broken' },
  other: { zh: '别的', en: 'Something else' },
};

/** The state of a report in a word or two. */
export const stateWords: Readonly<Record<FaultState, KindText>> = {
  reported: { zh: '已收到', en: 'Received' },
  acked: { zh: '已受理', en: 'Taken up' },
  fixing: { zh: '正在修', en: 'Being mended' },
  fixed: { zh: '说修好了', en: 'Said to be mended' },
  confirmed: { zh: '确认好了', en: 'Confirmed' },
  reopened: { zh: '重新处理', en: 'Opened again' },
  refused: { zh: '不办', en: 'Not done' },
};

/** The same as a sentence. */
export const stateSentences: Readonly<Record<FaultState, KindText>> = {
  reported: { zh: '等照看的人处理。', en: 'It waits for those who look after the place.' },
  acked: { zh: '有人在管了。', en: 'Somebody is seeing to it.' },
  fixing: { zh: '正在修。', en: 'It is being mended.' },
  fixed: { zh: '照看的人说修好了，等您说一声。', en: 'They say that it is mended, and wait for your word.' },
  confirmed: { zh: '有人确认好了，办结。', en: 'Somebody confirmed that it works: done.' },
  reopened: { zh: '有人说还是不行，重新处理。', en: 'Somebody says it still does not work: taken up again.' },
  refused: { zh: '这件事没有办。', en: 'This was not done.' },
};
