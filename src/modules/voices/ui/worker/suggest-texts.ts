/** The words of 提意见. */
export const texts = {
  title: { zh: '提意见', en: 'Tell us what to change' },
  kind: { zh: '要说的是', en: 'This is' },
  suggestion: { zh: '意见', en: 'A complaint or idea' },
  wish: { zh: '心愿', en: 'A wish' },
  text: { zh: '想说什么', en: 'What is it' },
  textHint: {
    zh: '哪里不好用、哪里不对、想要什么，都可以说。',
    en: 'What is hard to use, what is wrong, what you would like.',
  },
  textMissing: { zh: '请先写几个字。', en: 'Please write a few words first.' },
  left: { zh: '最多 1000 字，还能写 {count} 字', en: 'At most 1000 characters, {count} left' },
  here: { zh: '说的是这里：{place}', en: 'It is about this place: {place}' },
  hereWhy: { zh: '会送到管这里的工会。', en: 'It goes to the union that keeps it.' },
  hereNot: { zh: '会送到总工会，不带这个地方。', en: 'It goes to the federation, without this place.' },
  theme: { zh: '关于哪方面（选填）', en: 'What it is about (optional)' },
  themeNone: { zh: '不选', en: 'Leave open' },
  contact: { zh: '怎么联系您（选填）', en: 'How to reach you (optional)' },
  contactWhy: {
    zh: '为什么要填：有了结果好告诉您。加密保存，不填也照样处理，回复可以用链接看。',
    en: 'Why: to tell you what came of it. Stored encrypted; without it your word counts the same, and a link shows the answer.',
  },
  nameConsent: {
    zh: '我愿意留下名字，让办这件事的工会干部知道是谁',
    en: 'I agree to leave my name for the officers who handle this',
  },
  name: { zh: '您的名字', en: 'Your name' },
  nameWhy: {
    zh: '为什么要填：要当面或打电话跟您核实时用。加密保存，随时可以删掉。不勾选就是不留名。',
    en: 'Why: so that they can ask you in person. Stored encrypted, deleted whenever you say so. Untick to stay unnamed.',
  },
  nameMissing: { zh: '请写名字，或取消勾选。', en: 'Write your name, or untick the box.' },
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
    zh: '工会的人会看。没有留联系方式，回复在下面的链接里看。',
    en: 'The union will read it. As you left no contact, the link below shows the answer.',
  },
  keepLink: {
    zh: '留住这个链接：在这台手机上，“我的”里也能找到。有链接的人就能看到、能替您补充，请别发到群里。',
    en: 'Keep this link; on this phone it also stands under “Me”. Whoever has it can read and add to it: do not post it in groups.',
  },
  follow: { zh: '看进展', en: 'See where it stands' },
  copy: { zh: '复制链接', en: 'Copy the link' },
  copied: { zh: '已复制', en: 'Copied' },
  close: { zh: '好', en: 'OK' },
} as const;
