/** The words of 提意见. */
export const texts = {
  open: { zh: '提意见', en: 'Tell us' },
  title: { zh: '提意见', en: 'Tell us what to change' },
  text: { zh: '想说什么', en: 'What is it' },
  textHint: {
    zh: '哪里不好用、哪里不对、想要什么，都可以说。',
    en: 'What is hard to use, what is wrong, what you would like.',
  },
  textMissing: { zh: '请先写几个字。', en: 'Please write a few words first.' },
  left: { zh: '最多 1000 字，还能写 {count} 字', en: 'At most 1000 characters, {count} left' },
  contact: { zh: '怎么联系您（选填）', en: 'How to reach you (optional)' },
  contactWhy: {
    zh: '为什么要填：有了结果好告诉您。加密保存，不填也照样处理。',
    en: 'Why: to tell you what came of it. Stored encrypted; without it your word counts the same.',
  },
  page: {
    zh: '一起送出的只有这一页的地址，不含您填的内容。',
    en: 'Only the address of this page goes along, nothing you filled in.',
  },
  send: { zh: '送出', en: 'Send' },
  cancel: { zh: '先不说', en: 'Not now' },
  done: { zh: '收到了，谢谢您', en: 'Received, thank you' },
  doneContact: {
    zh: '工会的人会看。留的是手机号的话，有了结果会发短信。',
    en: 'The union will read it. If you left a phone number, the outcome comes by SMS.',
  },
  doneAnonymous: {
    zh: '工会的人会看，没有留联系方式，就不另外告诉您了。',
    en: 'The union will read it; as you left no contact, nobody will write to you.',
  },
  close: { zh: '好', en: 'OK' },
} as const;
