/** The words of the shell: header, bar, home, sign-in, settings. */
export const texts = {
  brand: { zh: '职工之家', en: 'Workers’ Home' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  elder: { zh: '大字', en: 'Large' },
  otherLanguage: { zh: 'EN', en: '中文' },
  otherLanguageName: { zh: 'English', en: '换成中文' },
  main: { zh: '主导航', en: 'Main' },
  home: { zh: '首页', en: 'Home' },
  join: { zh: '入会', en: 'Join' },
  mine: { zh: '我的', en: 'Mine' },
  runBy: { zh: '{federation}办', en: 'Run by {federation}' },

  about: {
    zh: '工会给您办的家：入会、查会籍、提意见。',
    en: 'Your trade union’s door: join, see your membership, be heard.',
  },
  track: { zh: '查申请进度', en: 'See where an application stands' },
  signIn: { zh: '登录', en: 'Sign in' },
  signInMine: { zh: '登录，看我的会籍', en: 'Sign in to see my membership' },
  callUs: { zh: '打电话问 {phone}', en: 'Call {phone}' },
  staff: { zh: '工会干部：进工作台', en: 'Union officers: to the workplace' },

  signInTitle: { zh: '登录', en: 'Sign in' },
  signInHint: {
    zh: '用手机号登录，不用密码。第一次登录自动开通。',
    en: 'Sign in by phone, without a password. The first time opens your account.',
  },
  phone: { zh: '手机号', en: 'Mobile phone' },
  phoneWhy: {
    zh: '为什么要填：验证码发到这里；会籍也按它找。',
    en: 'Why: the code goes there, and your membership is found by it.',
  },
  phoneWrong: { zh: '应该是 1 开头的 11 位数字。', en: '11 digits that begin with 1, please.' },
  staffNeeded: {
    zh: '这个号码是工会干部的账号，要用密码登录。',
    en: 'This number belongs to a union officer, who signs in with a password.',
  },
  staffPage: { zh: '去工作台登录', en: 'Sign in at the workplace' },
  signedIn: { zh: '您已登录。', en: 'You are signed in.' },

  mineTitle: { zh: '我的', en: 'Mine' },
  mineGuest: {
    zh: '登录后能看到会员卡、申请进度，和我们留着您的哪些信息。',
    en: 'Sign in to see your membership, your applications and what we hold about you.',
  },
  expired: {
    zh: '登录过期了，请重新登录；登录后会回到这一页。',
    en: 'Your session has ended. Sign in again to come back here.',
  },
  settings: { zh: '设置', en: 'Settings' },
  size: { zh: '字号', en: 'Size of type' },
  sizeNormal: { zh: '标准', en: 'Standard' },
  sizeLarge: { zh: '大字', en: 'Large' },
  theme: { zh: '深色', en: 'Dark mode' },
  themeAuto: { zh: '跟随手机', en: 'As phone' },
  themeLight: { zh: '关', en: 'Off' },
  themeDark: { zh: '开', en: 'On' },
  language: { zh: '语言', en: 'Language' },
  signOut: { zh: '退出登录', en: 'Sign out' },

  missing: { zh: '没有这一页', en: 'There is no such page' },
  missingHint: { zh: '链接可能写错或已失效。', en: 'The link may be wrong or out of date.' },
  toHome: { zh: '回首页', en: 'To the home page' },
  offline: { zh: '没有网络', en: 'No network' },
  offlineAge: { zh: '没有网络 · 看到的是{ago}的内容', en: 'No network · what you see is from {ago}' },
  away: {
    zh: '系统正在恢复，好了会自动更新，填的内容还在',
    en: 'The service is recovering; this page updates by itself',
  },
  now: { zh: '刚才', en: 'just now' },
  minutes: { zh: ' {n} 分钟前', en: '{n} min ago' },
  hours: { zh: ' {n} 小时前', en: '{n} h ago' },
} as const;
