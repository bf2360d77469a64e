/** What a voice is about. */
export interface Theme {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Until a federation says otherwise: domain.md §A and B6, what interviews and joint meetings speak of. */
export const THEMES: readonly Theme[] = [
  { code: 'rest', zh: '工时和休息', en: 'Hours and rest' },
  { code: 'charging', zh: '充电换电', en: 'Charging' },
  { code: 'toilet', zh: '上厕所', en: 'Toilets' },
  { code: 'pay', zh: '收入和扣款', en: 'Pay and deductions' },
  { code: 'order_time', zh: '送单时间', en: 'Time per order' },
  { code: 'accident', zh: '伤害保障', en: 'Accident cover' },
  { code: 'join', zh: '入会和会员服务', en: 'Joining the union' },
  { code: 'station', zh: '站点关门或用不了', en: 'Station closed or broken' },
  { code: 'training', zh: '技能培训', en: 'Training' },
  { code: 'culture', zh: '文体和阅读', en: 'Culture and reading' },
  { code: 'other', zh: '其他', en: 'Something else' },
];
