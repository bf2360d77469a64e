/** What frames the content before the shell has come; the shell says the same afterwards. */
export const texts = {
  brand: { zh: '职工之家', en: 'Workers’ Home' },
  near: { zh: '附近驿站', en: 'Stations nearby' },
  nearAbout: {
    zh: '附近可以歇脚、喝水、如厕、充电的地方，现在开着没有、什么时候有人确认过，都写在上面。',
    en: 'Where one can rest, drink, wash and charge nearby: what is open now, and when somebody last confirmed it.',
  },
  all: { zh: '看全部驿站', en: 'All stations' },
  none: { zh: '没有符合条件的地方。', en: 'No place matches.' },
  missing: { zh: '没有找到这个地方', en: 'There is no such place' },
  missingHint: {
    zh: '请核对牌子上的 6 位编号，或到列表里找。',
    en: 'Check the six characters on the sign, or look in the list.',
  },
} as const;
