import type { Text } from '#web/kit/text.ts';
import type { IdType, Occupation } from '../../join/contract.ts';

/** The words of the join form. 您, plain, no slogans; every personal field says why it is asked. */
export const texts = {
  title: { zh: '加入工会', en: 'Join the union' },
  titleOf: { zh: '加入{union}', en: 'Join {union}' },
  fromUnion: {
    zh: '您扫的是这个工会的码，申请由他们审批。',
    en: 'You scanned this union’s code; it will decide on your application.',
  },
  fromArea: {
    zh: '您扫的是{area}的码。您的行业有工会就交给它，没有就交给街道的工会。',
    en: 'The code of {area}. Your trade’s union takes you in where there is one, else the union of the street.',
  },
  fromNowhere: {
    zh: '申请交给您单位的工会，没有的话交给街道的工会。有没有固定单位都可以申请。',
    en: 'It goes to the union at your employer or, without one, to that of the street. You need no fixed employer.',
  },
  unionGone: {
    zh: '这个码上的工会现在不收申请。照样可以填，我们帮您找合适的工会。',
    en: 'The union on this code takes no applications now. You can still apply: we find the right one for you.',
  },
  runBy: { zh: '{federation}办', en: 'Run by {federation}' },
  call: { zh: '不会填，打 {phone}', en: 'Need help? Call {phone}' },
  seconds: { zh: '四项，大约 60 秒', en: 'Four fields, about 60 seconds' },

  restored: {
    zh: '接着您上次填的内容。它只存在这台手机上，24 小时后自动清除。',
    en: 'This is what you filled in before. It is only on this phone and cleared after 24 hours.',
  },
  clear: { zh: '清空', en: 'Clear' },
  kept: {
    zh: '已填的内容存在这台手机上，24 小时内可以接着填。',
    en: 'What you filled in stays on this phone for 24 hours.',
  },

  name: { zh: '姓名', en: 'Name' },
  nameWhy: {
    zh: '为什么要填：和证件对上，会员证上也是这个名字。',
    en: 'Why: it is checked against your ID and goes on your membership.',
  },
  idType: { zh: '证件种类', en: 'Kind of ID' },
  otherId: { zh: '不是居民身份证？', en: 'Not a resident ID card?' },
  idWhy: {
    zh: '为什么要填：确认是您本人，不重复入会。号码加密保存。',
    en: 'Why: to know it is you, and that nobody joins twice. The number is stored encrypted.',
  },
  phone: { zh: '手机号', en: 'Mobile phone' },
  phoneWhy: {
    zh: '为什么要填：通知您结果，以后用它登录。',
    en: 'Why: to tell you the outcome, and for signing in later.',
  },
  occupation: { zh: '您做什么工作', en: 'What you do' },
  occupationWhy: {
    zh: '为什么要填：有的行业有自己的工会，好把申请交对地方。',
    en: 'Why: some trades have a union of their own; this sends your application to the right one.',
  },

  workplace: {
    zh: '在哪里干活（选填，能更快找到您的工会）',
    en: 'Where you work (optional, finds your union faster)',
  },
  workplaceWhy: {
    zh: '为什么问：知道单位或街道，就能直接交给对的工会。不填也可以。',
    en: 'Why: with an employer or a street it goes straight to the right union. You may leave it empty.',
  },
  employer: { zh: '单位名称', en: 'Employer' },
  employerHint: { zh: '输入两个字就开始找', en: 'Type two letters to search' },
  employerHasUnion: { zh: '有工会', en: 'has a union' },
  employerNoMatch: {
    zh: '名单里没有，就按您写的名字交上去。',
    en: 'Not on the list: it is sent as you wrote it.',
  },
  employerChosen: { zh: '已选：{name}', en: 'Chosen: {name}' },
  employerFound: { zh: '找到 {count} 个，点一下选择', en: '{count} found; tap one' },
  or: {
    zh: '没有固定单位，就选干活或居住的街道',
    en: 'No fixed employer: choose the street where you work or live',
  },
  district: { zh: '区', en: 'District' },
  street: { zh: '街道（镇）', en: 'Street' },
  choose: { zh: '请选择', en: 'Choose' },

  notice: { zh: '您的信息怎么用', en: 'How your data is used' },
  noticeWhat: {
    zh: '收集什么：姓名、证件种类和号码、手机号、做什么工作；选填的单位或街道。',
    en: 'What: name, ID and its number, phone, what you do; optionally employer or street.',
  },
  noticePurpose: {
    zh: '做什么用：核对身份，找到您的工会，办理入会和会员服务，把结果告诉您。',
    en: 'For what: to check identity, find your union, handle membership and its services, and tell you the outcome.',
  },
  noticeWho: {
    zh: '谁能看到：审批的工会和它的上级工会。要看完整号码须写明用途，每次都有记录。',
    en: 'Who sees it: the union that decides and those above it. Seeing a full number needs a stated purpose and is recorded.',
  },
  noticeHowLong: {
    zh: '保存多久：入会后，在会籍存续期间保存。没有批准或撤回的，您可以要求删除。',
    en: 'How long: while you are a member. If it is not approved or you withdraw it, you may have it deleted.',
  },
  noticeRights: {
    zh: '您的权利：随时查看、更正、要求删除，或撤回同意。联系{federation}{phone}。',
    en: 'Your rights: see, correct, delete, or withdraw consent at any time. Contact {federation}{phone}.',
  },
  consent: {
    zh: '我看过上面的说明，同意为办理入会使用我的这些信息。',
    en: 'I have read this and agree that my data is used for joining.',
  },
  voluntary: {
    zh: '提交就是自愿申请加入中国工会，遵守《中国工会章程》。',
    en: 'By submitting you apply to join the union of your own will and keep to its constitution.',
  },
  submit: { zh: '提交申请', en: 'Submit' },
  submitting: { zh: '正在提交…', en: 'Submitting…' },
  offline: {
    zh: '没有网络，联网后再点提交；已填的内容存在这台手机上。',
    en: 'No network. Submit once you are connected; what you filled in is kept on this phone.',
  },
  haveOne: { zh: '交过了？查申请进度', en: 'Applied before? See where it stands' },

  nameMissing: { zh: '请填姓名，和证件上一样。', en: 'Enter your name as on the ID.' },
  nameDigits: {
    zh: '姓名里不该有数字，请看是不是填错了格。',
    en: 'A name has no digits; is this the right field?',
  },
  idMissing: { zh: '请填证件号码。', en: 'Enter the ID number.' },
  idLength18: { zh: '应该是 18 位，现在是 {count} 位。', en: 'It has 18 characters; you entered {count}.' },
  idLength: {
    zh: '应该是 5 到 18 位字母和数字，请对照证件。',
    en: '5 to 18 letters and digits, as on the document.',
  },
  idCharacters: {
    zh: '只能有数字，最后一位可以是 X。请对照证件再看一遍。',
    en: 'Digits only, the last may be X. Please compare it with the card.',
  },
  idLetters: {
    zh: '只能有字母和数字。请对照证件再看一遍。',
    en: 'Letters and digits only. Please compare it with the document.',
  },
  idDate: {
    zh: '第 7 到 14 位是出生日期，这里填的不是一个真实的日期。',
    en: 'Characters 7 to 14 are the date of birth; this is not a real date.',
  },
  idChecksum: {
    zh: '号码对不上，可能有一位写错了。请对照证件再看一遍。',
    en: 'The number does not add up; one digit may be wrong. Please compare it with the card.',
  },
  tooYoung: { zh: '入会要年满 16 周岁。', en: 'One must be 16 to join.' },
  phoneMissing: { zh: '请填手机号。', en: 'Enter your mobile number.' },
  phoneWrong: { zh: '应该是 1 开头的 11 位数字，请再看一遍。', en: '11 digits that begin with 1, please.' },
  occupationMissing: { zh: '请选一项最接近的。', en: 'Choose the closest one.' },
  consentMissing: {
    zh: '请先看说明，同意后打勾再提交。',
    en: 'Please read the notice and tick the box if you agree.',
  },
} as const;

export const idTypes: Readonly<Record<IdType, Text>> = {
  resident_id: { zh: '居民身份证', en: 'Resident ID card' },
  hmt_residence_permit: { zh: '港澳台居民居住证', en: 'Residence permit (Hong Kong, Macao, Taiwan)' },
  foreign_residence_card: { zh: '外国人永久居留身份证', en: 'Foreign permanent resident ID card' },
  passport: { zh: '护照', en: 'Passport' },
};

export const idNumbers: Readonly<Record<IdType, Text>> = {
  resident_id: { zh: '身份证号', en: 'ID number' },
  hmt_residence_permit: { zh: '居住证号码', en: 'Permit number' },
  foreign_residence_card: { zh: '永久居留证号码', en: 'Card number' },
  passport: { zh: '护照号码', en: 'Passport number' },
};

export const occupations: Readonly<Record<Occupation, Text>> = {
  courier: { zh: '快递员', en: 'Courier' },
  delivery_rider: { zh: '外卖骑手', en: 'Delivery rider' },
  ride_hailing_driver: { zh: '网约车司机', en: 'Ride-hailing driver' },
  truck_driver: { zh: '货车司机', en: 'Truck driver' },
  other_nef: { zh: '其他灵活就业', en: 'Other gig work' },
  office: { zh: '办公室', en: 'Office' },
  factory: { zh: '工厂', en: 'Factory' },
  builder: { zh: '建筑工地', en: 'Building site' },
  service: { zh: '商店餐饮服务', en: 'Shops, service' },
  public_sector: { zh: '机关事业单位', en: 'Public sector' },
  other: { zh: '其他', en: 'Other' },
};
