/** What a voice is about. */
export interface Theme {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * Until a federation says otherwise: what the form asks, and what interviews and joint meetings speak of besides
 * (domain.md §A, B6).
 */
export const THEMES = [
  { code: 'pay', zh: '报酬和单价', en: 'Pay' },
  { code: 'rules', zh: '平台规则', en: 'Rules of the platform' },
  { code: 'hours', zh: '工时和休息', en: 'Hours and rest' },
  { code: 'safety', zh: '安全', en: 'Safety' },
  { code: 'insurance', zh: '社保和工伤', en: 'Insurance and injury' },
  { code: 'places', zh: '驿站和设施', en: 'Stations and what is in them' },
  { code: 'hardship', zh: '生活困难', en: 'Hardship' },
  { code: 'membership', zh: '入会和会籍', en: 'Membership' },
  { code: 'charging', zh: '充电换电', en: 'Charging' },
  { code: 'toilet', zh: '上厕所', en: 'Toilets' },
  { code: 'training', zh: '技能培训', en: 'Training' },
  { code: 'culture', zh: '文体和阅读', en: 'Culture and reading' },
  { code: 'pages', zh: '网页不好用', en: 'These pages' },
  { code: 'other', zh: '别的', en: 'Something else' },
] as const satisfies readonly Theme[];

export type ThemeCode = (typeof THEMES)[number]['code'];
