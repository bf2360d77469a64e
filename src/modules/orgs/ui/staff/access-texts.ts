import { defineWords } from '#web/staff/words.ts';

export const accessWords = defineWords(
  {
    access: '账号安全',
    end: '全部退出登录',
    endTitle: (name: string) => `让${name}在所有设备上退出登录？`,
    endBody: '马上生效，任职不变；对方可以重新登录。手机或电脑丢了的时候用。',
    endDone: (count: number) => (count === 0 ? '对方没有登录着的设备' : `已退出 ${count} 处登录`),
    reset: '重置动态码',
    resetTitle: (name: string) => `重置${name}的动态码？`,
    resetBody:
      '请先当面或打电话确认是本人。重置后，对方的登录全部退出，下次登录只凭密码进入设置页，重新设好动态码才有权限。这件事会记入审计，并短信通知对方。',
    resetReasons: ['手机丢失，备用码也找不到', '换了手机，没有迁移验证器'],
    resetDone: '动态码已重置。没有对方的手机号记录，请当面告诉对方。',
    resetTold: '动态码已重置，已短信通知对方',
  },
  {
    access: 'Account safety',
    end: 'Sign out everywhere',
    endTitle: (name) => `Sign ${name} out everywhere?`,
    endBody: 'It works at once; the role stays, and they may sign in again. For a lost phone or computer.',
    endDone: (count) => (count === 0 ? 'They were signed in nowhere' : `${count} sessions ended`),
    reset: 'Reset the second factor',
    resetTitle: (name) => `Reset the second factor of ${name}?`,
    resetBody:
      'Make sure first, face to face or by phone, that it is really them. Their sessions end; at the next sign-in the password leads to setting it up anew, and only then do their rights return. It is audited, and they are told by SMS.',
    resetReasons: ['Phone lost, backup codes gone', 'New phone, authenticator not moved'],
    resetDone: 'It is reset. No number of theirs is on record: please tell them yourself.',
    resetTold: 'It is reset, and they were told by SMS',
  },
);
