/** The exported sheet. */
export const SHEET_WORDS = {
  zh: {
    sheet: '审计记录',
    columns: {
      at: '时间',
      who: '谁',
      what: '做了什么',
      org: '组织',
      purpose: '用途',
      shown: '涉及人数',
      about: '对象编号',
      actor: '操作者编号',
      action: '代码',
    },
    system: '系统',
    guest: '未登录的人',
  },
  en: {
    sheet: 'Audit log',
    columns: {
      at: 'Time',
      who: 'Who',
      what: 'What',
      org: 'Organisation',
      purpose: 'Purpose',
      shown: 'People shown',
      about: 'About (id)',
      actor: 'Actor (id)',
      action: 'Code',
    },
    system: 'system',
    guest: 'not signed in',
  },
} as const;
