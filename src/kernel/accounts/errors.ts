import { defineErrors } from '../errors.ts';

export const accountsError = defineErrors('accounts', {
  bad_code: {
    status: 400,
    message: { zh: '验证码应为 6 位数字。', en: 'A code has six digits.' },
    hint: { zh: '请照短信或验证器上的数字填写。', en: 'Enter the digits from the message or the app.' },
  },
  wrong_code: {
    status: 422,
    message: { zh: '验证码不对或已失效。', en: 'This code is wrong or no longer valid.' },
    hint: {
      zh: '请核对最新一条短信；连续输错 5 次后需重新获取。',
      en: 'Check the latest message; after 5 wrong tries ask for a new code.',
    },
  },
  code_too_soon: {
    status: 429,
    message: { zh: '验证码发送得太频繁了。', en: 'Codes were sent to this phone too often.' },
    hint: {
      zh: '请 {seconds} 秒（约 {minutes} 分钟）后再试。没收到短信时，请先看看是否被手机拦截。',
      en: 'Try again in {seconds} s (about {minutes} min). If none arrived, see whether your phone blocked it.',
    },
  },
  weak_password: {
    status: 400,
    message: { zh: '密码太简单。', en: 'This password is too simple.' },
    hint: {
      zh: '请用至少 8 个字符，不能全是数字；几个不相关的词连在一起最好记。',
      en: 'Use at least 8 characters, not only digits; a few unrelated words are easy to remember.',
    },
  },
  wrong_password: {
    status: 401,
    message: { zh: '手机号或密码不对。', en: 'The phone number or the password is wrong.' },
    hint: {
      zh: '请核对后再试；多次输错会暂时锁定。',
      en: 'Check both and try again; several wrong tries lock the account for a while.',
    },
  },
  locked: {
    status: 429,
    message: {
      zh: '输错次数太多，账号已暂时锁定。',
      en: 'Too many wrong tries: the account is locked for now.',
    },
    hint: {
      zh: '请 {minutes} 分钟后再试；如果不是您本人在操作，请告诉本级工会的系统管理员。',
      en: 'Try again in {minutes} min; if this was not you, tell the system administrator of your union.',
    },
  },
  password_needed: {
    status: 409,
    message: { zh: '您是工作人员，不能只用验证码登录。', en: 'Staff cannot sign in by code alone.' },
    hint: { zh: '请改用密码登录。', en: 'Sign in with your password instead.' },
  },
  wrong_totp: {
    status: 401,
    message: {
      zh: '动态验证码不对、已用过，或登录已超时。',
      en: 'This code is wrong, was used, or came too late.',
    },
    hint: {
      zh: '请等验证器显示下一个数字再试，或用一个备用码；仍不行请重新输入密码。',
      en: 'Wait for the next code of the app, or use a backup code; if that fails, start again with your password.',
    },
  },
  totp_on: {
    status: 409,
    message: { zh: '动态验证码已经启用。', en: 'The second factor is already set up.' },
    hint: { zh: '不用再设置，请直接使用现有的验证器。', en: 'Nothing to do: use the app you have.' },
  },
  totp_not_started: {
    status: 409,
    message: { zh: '还没有开始设置动态验证码。', en: 'Setting up the second factor has not begun.' },
    hint: {
      zh: '请先扫描二维码，再填验证器上的数字。',
      en: 'Scan the QR code first, then enter the code of the app.',
    },
  },
  session_not_found: {
    status: 404,
    message: { zh: '这次登录已经结束了。', en: 'This session has ended already.' },
    hint: { zh: '请刷新列表查看。', en: 'Reload the list.' },
  },
  token_not_found: {
    status: 404,
    message: { zh: '没有找到这个访问令牌，或已作废。', en: 'No such access token, or it was revoked.' },
    hint: { zh: '请刷新列表查看。', en: 'Reload the list.' },
  },
  oidc_off: {
    status: 404,
    message: {
      zh: '这里没有开通统一身份登录。',
      en: 'Signing in at an identity provider is not set up here.',
    },
    hint: { zh: '请用手机号和密码登录。', en: 'Sign in with phone and password.' },
  },
  oidc_away: {
    status: 503,
    message: { zh: '统一身份认证系统现在连不上。', en: 'The identity provider cannot be reached.' },
    hint: {
      zh: '请过几分钟再试，或改用手机号和密码登录。',
      en: 'Try again in some minutes, or sign in with phone and password.',
    },
  },
  oidc_cancelled: {
    status: 422,
    message: { zh: '您在统一身份认证那边取消了。', en: 'You cancelled it at the identity provider.' },
    hint: { zh: '要登录请再点一次，或改用密码。', en: 'Begin again, or use your password.' },
  },
  oidc_expired: {
    status: 422,
    message: { zh: '这次登录已经过期或用过了。', en: 'This sign-in has expired or was used.' },
    hint: { zh: '请回到登录页再来一次。', en: 'Go back to the sign-in page and begin again.' },
  },
  oidc_failed: {
    status: 422,
    message: {
      zh: '统一身份认证返回的结果核对不上，没有登录。',
      en: 'What the identity provider answered does not check out; nobody was signed in.',
    },
    hint: {
      zh: '请再试一次；还不行就改用密码，并告诉本级工会的系统管理员。',
      en: 'Try again; if it persists, use your password and tell your union’s system administrator.',
    },
  },
  oidc_not_linked: {
    status: 403,
    message: { zh: '这个身份还没有和工作账号关联。', en: 'This identity is not linked to a staff account.' },
    hint: {
      zh: '请先用手机号和密码登录，在“我的账号”里关联一次。',
      en: 'Sign in with phone and password first and link it once in “My account”.',
    },
  },
  oidc_taken: {
    status: 409,
    message: { zh: '这个身份已经关联到另一个账号。', en: 'This identity is linked to another account.' },
    hint: {
      zh: '请先在那个账号里解除关联，或换一个身份。',
      en: 'Take the link off that account first, or use another identity.',
    },
  },
  oidc_none: {
    status: 404,
    message: { zh: '这个账号没有关联。', en: 'This account is not linked.' },
    hint: { zh: '不用再做什么，请刷新页面。', en: 'Nothing to do; reload the page.' },
  },
});
