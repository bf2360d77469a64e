/** The words of the kit itself. */
export const texts = {
  loading: { zh: '正在读取…', en: 'Loading…' },
  retry: { zh: '再试一次', en: 'Try again' },
  sendCode: { zh: '获取验证码', en: 'Send a code' },
  resend: { zh: '重新发送', en: 'Send again' },
  wait: { zh: '{seconds} 秒后可重发', en: 'Again in {seconds} s' },
  code: { zh: '验证码', en: 'Code' },
  codeHint: {
    zh: '短信里的 6 位数字。没收到？看看是否被当成垃圾短信拦下了。',
    en: 'The 6 digits from the SMS. Nothing came? It may have been filtered as spam.',
  },
  mistake: { zh: '页面出错了。', en: 'This page failed.' },
  mistakeHint: {
    zh: '请刷新再试；还不行，请告诉工会的工作人员。',
    en: 'Reload it; if it fails again, please tell the union.',
  },
} as const;
