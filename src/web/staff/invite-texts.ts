import { defineWords } from './words.ts';

export const inviteWords = defineWords(
  {
    offer: (name: string, org: string, role: string) => `${name}，${org}请您担任${role}。`,
    until: (when: string) => `邀请在 ${when} 前有效。`,
    phone: (masked: string) => `先确认这是您的手机：${masked}`,
    sendCode: '发验证码',
    sendAgain: '再发一次',
    wait: (seconds: number) => `${seconds} 秒后可以再发`,
    sent: '验证码已发出，10 分钟内有效。',
    code: '短信里的 6 位验证码',
    codeRule: '6 位数字',
    password: '设一个密码',
    passwordWhy: '以后用手机号和密码登录，再加动态码。一句只有自己懂的话，比一串符号好记也更安全。',
    accept: '接受邀请',
    keepPassword: '您已有工作人员账号，密码不变。',
    accepted: (org: string, role: string) =>
      `您已是${org}的${role}。现在用手机号和密码登录一次，以后也这样登录。`,
    noToken: '链接不完整',
    noTokenBody: '请从短信里重新点开，或把整条链接复制到浏览器。',
    strength: {
      short: '太短：至少 8 个字符',
      weak: '容易猜到：再长一些，别只用数字或常见的词',
      fair: '可以用；再加几个字更好',
      good: '很好',
    },
  },
  {
    offer: (name, org, role) => `${name}, ${org} asks you to be its ${role.toLowerCase()}.`,
    until: (when) => `The invitation holds until ${when}.`,
    phone: (masked) => `First show that this phone is yours: ${masked}`,
    sendCode: 'Send a code',
    sendAgain: 'Send again',
    wait: (seconds) => `Again in ${seconds} s`,
    sent: 'The code is on its way; it holds for ten minutes.',
    code: 'The six digits in the message',
    codeRule: 'Six digits',
    password: 'Choose a password',
    passwordWhy:
      'You sign in with phone, password and a second factor. A sentence only you know is easier to keep, and safer, than a string of symbols.',
    accept: 'Accept',
    keepPassword: 'You have a staff account already; its password stays.',
    accepted: (org, role) =>
      `You are ${role.toLowerCase()} of ${org} now. Sign in with phone and password, as you will from now on.`,
    noToken: 'The link is not complete',
    noTokenBody: 'Open it again from the message, or copy all of it into the browser.',
    strength: {
      short: 'Too short: at least 8 characters',
      weak: 'Easy to guess: make it longer, not only digits or a common word',
      fair: 'Good enough; a few more characters are better',
      good: 'Very good',
    },
  },
);

/** How good a password is, in words; the server only insists on the length. */
export function strengthOf(password: string): keyof (typeof inviteWords)['zh']['strength'] {
  if (password.length < 8) return 'short';
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\dA-Za-z]/].filter((kind) => kind.test(password)).length;
  const different = new Set(password).size;
  const common = /^(.)\1+$|12345|password|qwerty|abc123|admin|zhigong|gonghui|woaini/i.test(password);
  if (common || different < 5 || (kinds === 1 && password.length < 12)) return 'weak';
  return password.length >= 14 && different >= 8 ? 'good' : 'fair';
}
