/** The words of the public notices of titles. */
export const texts = {
  title: { zh: '称号公示', en: 'Public notices of titles' },
  intro: {
    zh: '下面这些地方拟授予称号，正在公示。您去过、觉得不符，可以提意见。',
    en: 'These places are about to be given a title. If you know them and disagree, you can object.',
  },
  none: { zh: '现在没有公示。', en: 'There are no public notices now.' },
  until: { zh: '公示到{day}（含当天）', en: 'On notice until {day} inclusive' },
  span: { zh: '{from}至{until}（含当天）', en: '{from} to {until} inclusive' },
  oneTitle: { zh: '称号公示', en: 'Public notice of a title' },
  proposed: { zh: '拟授予“{title}”', en: 'To be given the title “{title}”' },
  grantor: { zh: '授予单位', en: 'Granted by' },
  when: { zh: '公示时间', en: 'On notice' },
  source: { zh: '依据', en: 'Rules' },
  over: { zh: '公示已经结束。', en: 'This notice is over.' },
  criteria: { zh: '标准和审核结果', en: 'Criteria, and what was found' },
  records: { zh: '按记录符合', en: 'met by the records' },
  visit: { zh: '现场看过，符合', en: 'seen on the spot, met' },
  open: { zh: '可选，未要求', en: 'optional, not asked for' },
  object: { zh: '有意见怎么提', en: 'How to object' },
  objectHow: {
    zh: '打电话，或点页面最下面的“提意见”，写明是哪个地方、哪里不符。不用留姓名；要答复的话再留联系方式。',
    en: 'Call, or press “Tell us” at the foot of the page and say which place and what is not right. No name is needed; leave a contact only if you want an answer.',
  },
  call: { zh: '打电话 {phone}', en: 'Call {phone}' },
  place: { zh: '看这个地方', en: 'See the place' },
  all: { zh: '全部公示', en: 'All notices' },
} as const;
