import type { Basis, Category, Kept } from '../own/rules.ts';
import type { Purpose, RequestKind, RequestState } from '../rules.ts';

interface Words {
  readonly categories: Readonly<Record<Category, { readonly title: string; readonly why: string }>>;
  readonly bases: Readonly<Record<Basis, string>>;
  readonly kept: Readonly<Record<Kept, (days: Kepts) => string>>;
  readonly terms: Readonly<Record<Term, string>>;
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly kinds: Readonly<Record<RequestKind, string>>;
  readonly states: Readonly<Record<RequestState, string>>;
  readonly applications: Readonly<
    Record<'open' | 'returned' | 'approved' | 'rejected' | 'withdrawn', string>
  >;
  readonly looks: Readonly<Record<string, string>>;
  readonly otherLook: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, string>>;
  readonly given: (when: string) => string;
  readonly withdrawn: (when: string) => string;
  readonly never: string;
  /** Where one sees what another module keeps. */
  readonly underMine: string;
  readonly count: (n: number) => string;
  readonly sent: Readonly<Record<string, string>>;
  readonly transfers: Readonly<Record<string, string>>;
  readonly since: (from: string, until: string | null) => string;
  readonly title: string;
  readonly madeOn: (day: string) => string;
  readonly masked: string;
  readonly basis: string;
  readonly term: string;
}

/** How long, by today's policies. */
export interface Kepts {
  readonly formerMonths: number;
  readonly applicationMonths: number;
  readonly knownMonths: number;
  readonly messageDays: number;
  readonly requestMonths: number;
}

export const TERMS = [
  'name',
  'sex',
  'birthYear',
  'idNo',
  'created',
  'phone',
  'occupation',
  'employer',
  'area',
  'employment',
  'leftOn',
  'standing',
  'news',
  'sessions',
  'where',
  'looks',
] as const;
export type Term = (typeof TERMS)[number];

/** What is held, in plain words: for the page, and for the file that is taken away. */
export const RIGHTS_WORDS: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    categories: {
      identity: { title: '您是谁', why: '认出本人，一个人只有一处会籍' },
      contact: { title: '怎么联系您', why: '登录、通知您办的事' },
      work: { title: '您的工作', why: '会籍跟着工作走；填上级要的表' },
      membership: { title: '会籍', why: '会员的权利和会员证' },
      transfers: { title: '转会', why: '办理转会，留下您同意过的凭据' },
      warnings: { title: '提醒记录', why: '按章程，视为自动退会前要先提醒' },
      rosters: { title: '花名册', why: '单位或工会的名单，用来核对谁在职' },
      applications: { title: '入会申请', why: '审批您的申请' },
      consents: { title: '同意记录', why: '证明您同意过什么、什么时候收回' },
      requests: { title: '您提过的请求', why: '按时答复您' },
      messages: { title: '发给您的短信', why: '通知您；这里不存短信里的验证码' },
      account: { title: '账号和登录', why: '让您用手机号登录' },
      places: { title: '报修和房间预约', why: '修好了告诉您；给您留房间' },
      looks: { title: '查看和办理记录', why: '谁看过、谁办的，要查得到' },
    },
    bases: {
      consent: '您同意的（个人信息保护法第十三条第一项）',
      request: '您要我们办的事（个人信息保护法第十三条第一项）',
      roster: '单位或工会的花名册（工会法第三条、第十二条）',
      duty: '法律要求保存（个人信息保护法第十三条第三项，网络安全法第二十一条）',
    },
    kept: {
      membership: ({ formerMonths }) => `在籍期间一直留着；会籍终止 ${formerMonths} 个月后自动删除`,
      account: () => '到您注销为止；登录最长 30 天，验证码几分钟',
      roster: ({ knownMonths }) => `从所有花名册消失 ${knownMonths} 个月后自动删除；导入的文件最多 7 天`,
      request: ({ applicationMonths, requestMonths }) =>
        `没有入会的申请 ${applicationMonths} 个月后删除；请求记录 ${requestMonths} 个月后删除`,
      message: ({ messageDays }) => `${messageDays} 天后去掉号码和内容`,
      log: () => '至少六个月；里面没有姓名和号码，只有编号',
      place: () => '报修办结后先删手机号和账号，再删您写的话；预约过后到期清空；注销时一起清空',
    },
    terms: {
      name: '姓名',
      sex: '性别',
      birthYear: '出生年份',
      idNo: '证件号码',
      created: '建立日期',
      phone: '手机号',
      occupation: '做什么工作',
      employer: '工作单位',
      area: '街道',
      employment: '用工形式',
      leftOn: '花名册记的离职日期',
      standing: '会籍状态',
      news: '消息短信',
      sessions: '现在登录着的',
      where: '在哪里看',
      looks: '最近的查看',
    },
    purposes: { membership: '入会和管理会籍', news: '接收工会消息短信' },
    kinds: {
      copy: '带走资料',
      correct: '更正',
      withdraw: '收回同意、退会',
      delete: '删除',
      deregister: '退会并注销',
    },
    states: {
      requested: '已提出',
      identity_checked: '已核实本人，等工会办',
      done: '已办好',
      refused: '没有办',
    },
    applications: {
      open: '审批中',
      returned: '退回更正',
      approved: '已批准',
      rejected: '没有通过',
      withdrawn: '已撤回',
    },
    looks: {
      'people.view': '打开了您的资料',
      'people.reveal': '看了完整号码',
      'people.list': '在名单里看到您',
      'people.lookup': '按号码查找您',
      'people.export': '导出了有您的名单',
      'people.claim': '按证件号码查找您，要接收转会',
      'people.import_rows': '核对花名册时看到您',
      'people.view_application': '打开了您的申请',
      'people.list_applications': '在申请名单里看到您',
      'people.view_transfer': '打开了您的转会',
      'people.list_transfers': '在转会名单里看到您',
      'people.view_request': '打开了您提的请求',
      'people.list_requests': '在请求名单里看到您',
    },
    otherLook: '查看了您的资料',
    roles: {
      chair: '主席',
      membership_officer: '会员工作人员',
      viewer: '查看人员',
      system_admin: '系统管理员',
      auditor: '审计员',
    },
    details: {
      department: '部门',
      position: '职务',
      education: '学历',
      politics: '政治面貌',
      ethnicity: '民族',
      skill: '技能等级',
      idValidUntil: '证件有效期至',
      residence: '户籍',
      migrant: '是否农民工',
      hiredOn: '入职日期',
      joinedOn: '花名册记的入会日期',
      memberNo: '花名册记的会员编号',
    },
    given: (when) => `${when} 同意`,
    withdrawn: (when) => `${when} 收回`,
    underMine: '在“我的”里看，预约也在那里取消',
    never: '没有单独问过您',
    count: (n) => `${n} 个`,
    sent: { queued: '待发', sent: '已发', refused: '没有发' },
    transfers: {
      requested: '等您确认',
      confirmed: '等对方答复',
      moved: '已转',
      refused: '没有同意',
      declined: '您没有同意',
      withdrawn: '已撤回',
    },
    since: (from, until) => (until === null ? `${from} 起` : `${from} 至 ${until}`),
    title: '我的信息',
    madeOn: (day) => `${day} 生成。只交给您本人，请妥善保管。`,
    masked: '号码只显示一部分：要完整号码，请在页面上用验证码再生成一份。',
    basis: '依据',
    term: '保存多久',
  },
  en: {
    categories: {
      identity: { title: 'Who you are', why: 'to know you again; one membership a person' },
      contact: { title: 'How to reach you', why: 'signing in, news of what you asked for' },
      work: { title: 'Your work', why: 'membership follows the work; forms of upper unions' },
      membership: { title: 'Membership', why: 'a member’s rights and card' },
      transfers: { title: 'Transfers', why: 'moving your membership; proof that you agreed' },
      warnings: { title: 'Reminders', why: 'the charter asks for one before a deemed resignation' },
      rosters: { title: 'Rosters', why: 'lists of employers or unions, to see who works where' },
      applications: { title: 'Applications', why: 'deciding what you applied for' },
      consents: { title: 'What you agreed to', why: 'proof of what you agreed to and withdrew' },
      requests: { title: 'What you asked for', why: 'answering you in time' },
      messages: { title: 'Messages to you', why: 'telling you; codes are not kept' },
      account: { title: 'Account', why: 'signing in by phone' },
      places: { title: 'Faults and rooms', why: 'to tell you that it is mended; to keep you a room' },
      looks: { title: 'Log', why: 'who looked and who decided can be found out' },
    },
    bases: {
      consent: 'your consent (PIPL §13(1))',
      request: 'what you asked us to do (PIPL §13(1))',
      roster: 'a roster of your employer or union (Trade Union Law §3, §12)',
      duty: 'a legal duty (PIPL §13(3), Cybersecurity Law §21)',
    },
    kept: {
      membership: ({ formerMonths }) =>
        `while you are a member; deleted ${formerMonths} months after that ended`,
      account: () => 'until you delete it; a sign-in 30 days at most, a code minutes',
      roster: ({ knownMonths }) =>
        `deleted ${knownMonths} months after the last roster had you; imported files 7 days at most`,
      request: ({ applicationMonths, requestMonths }) =>
        `applications that came to nothing ${applicationMonths} months; requests ${requestMonths} months`,
      message: ({ messageDays }) => `number and content go after ${messageDays} days`,
      log: () => 'six months at least; no name or number in it, only ids',
      place: () =>
        'of a fault that is settled first phone and account go, then your words; bookings are emptied in time, or with the account',
    },
    terms: {
      name: 'Name',
      sex: 'Sex',
      birthYear: 'Year of birth',
      idNo: 'ID number',
      created: 'Recorded on',
      phone: 'Phone',
      occupation: 'What you do',
      employer: 'Employer',
      area: 'Street',
      employment: 'Kind of employment',
      leftOn: 'Left, says a roster',
      standing: 'Membership',
      news: 'News by SMS',
      sessions: 'Signed in now',
      where: 'Where to see them',
      looks: 'Latest looks',
    },
    purposes: { membership: 'joining and membership', news: 'news of the union by SMS' },
    kinds: {
      copy: 'taking data away',
      correct: 'correction',
      withdraw: 'withdrawing consent, leaving',
      delete: 'deletion',
      deregister: 'leaving and deletion',
    },
    states: {
      requested: 'asked',
      identity_checked: 'identity checked, waits for the union',
      done: 'done',
      refused: 'refused',
    },
    applications: {
      open: 'being decided',
      returned: 'returned for correction',
      approved: 'approved',
      rejected: 'not accepted',
      withdrawn: 'withdrawn',
    },
    looks: {
      'people.view': 'opened your record',
      'people.reveal': 'saw the whole number',
      'people.list': 'saw you in a list',
      'people.lookup': 'looked you up by number',
      'people.export': 'exported a list with you in it',
      'people.claim': 'looked you up by ID for a transfer',
      'people.import_rows': 'saw you reconciling a roster',
      'people.view_application': 'opened your application',
      'people.list_applications': 'saw you in a list of applications',
      'people.view_transfer': 'opened your transfer',
      'people.list_transfers': 'saw you in a list of transfers',
      'people.view_request': 'opened your request',
      'people.list_requests': 'saw you in a list of requests',
    },
    otherLook: 'looked at your data',
    roles: {
      chair: 'chair',
      membership_officer: 'membership officer',
      viewer: 'viewer',
      system_admin: 'system administrator',
      auditor: 'auditor',
    },
    details: {
      department: 'Department',
      position: 'Position',
      education: 'Education',
      politics: 'Political affiliation',
      ethnicity: 'Ethnicity',
      skill: 'Skill grade',
      idValidUntil: 'ID valid until',
      residence: 'Household registration',
      migrant: 'Migrant worker',
      hiredOn: 'Employed since',
      joinedOn: 'Member since, says a roster',
      memberNo: 'Member number, says a roster',
    },
    given: (when) => `given on ${when}`,
    withdrawn: (when) => `withdrawn on ${when}`,
    underMine: 'under Mine, where bookings are cancelled too',
    never: 'never asked for by itself',
    count: (n) => String(n),
    sent: { queued: 'waits', sent: 'sent', refused: 'not sent' },
    transfers: {
      requested: 'waits for you',
      confirmed: 'waits for the other union',
      moved: 'moved',
      refused: 'refused',
      declined: 'you declined',
      withdrawn: 'withdrawn',
    },
    since: (from, until) => (until === null ? `since ${from}` : `${from} to ${until}`),
    title: 'What is held about me',
    madeOn: (day) => `Made on ${day}. For you alone; keep it safe.`,
    masked: 'Numbers are shown in part: for whole ones make another copy with a code.',
    basis: 'Basis',
    term: 'Kept',
  },
};
