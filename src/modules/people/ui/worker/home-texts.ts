/** The words of the join card on the home page. */
export const texts = {
  title: { zh: '加入工会，大约 60 秒', en: 'Join the union in about 60 seconds' },
  fields: {
    zh: '填四项：姓名、证件号码、手机号、做什么工作。',
    en: 'Four fields: name, ID number, phone, what you do.',
  },
  apply: { zh: '填写入会申请', en: 'Apply to join' },
  anyone: {
    zh: '快递员、骑手、司机、职员、工人都可以。没有固定单位，也有街道的工会。',
    en: 'Couriers, riders, drivers, office and factory workers: without a fixed employer there is the union of the street.',
  },
  after: { zh: '交上去以后', en: 'What happens then' },
  step1: {
    zh: '您拿到一个查进度的链接，上面写着最晚哪天答复。',
    en: 'You get a link that shows where it stands and by when you have an answer.',
  },
  step2: {
    zh: '工会审批。要改什么、为什么，都会写明。',
    en: 'The union decides; what to correct and why is told.',
  },
  step3: { zh: '批准了，会员卡就在手机上。', en: 'Once approved, your membership is on your phone.' },
} as const;
