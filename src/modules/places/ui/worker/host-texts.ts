import type { Word } from '../../host/rules.ts';
import type { FaultKind } from '../../trust/faults/contract.ts';
import type { Text } from '#web/kit/text.ts';

export const texts = {
  title: { zh: '站点管理', en: 'Your station' },
  mine: { zh: '我管的站点', en: 'The stations you look after' },
  noneTitle: { zh: '这台手机上还没有站点', en: 'No station on this phone yet' },
  noneHint: {
    zh: '请打开工会发给您的链接，或扫站点资料第二页上的码。打开过一次，这里就能直接进。用浏览器收藏的，和微信里打开的，各记各的。',
    en: 'Open the link from the union, or scan the code on the second page of your papers. After that this page knows it. WeChat and a browser each remember for themselves.',
  },
  others: { zh: '换一个站点', en: 'Another station' },
  forLabel: { zh: '{name} · {label}', en: '{name} · {label}' },
  kept: {
    zh: '这台手机记住了这个站点。收藏这一页，下次直接打开。',
    en: 'This phone remembers the station. Bookmark this page and open it any time.',
  },
  until: { zh: '这个链接 {date}前有效。', en: 'This link works until {date}.' },
  forget: { zh: '从这台手机上忘掉', en: 'Forget it on this phone' },
  forgetTitle: { zh: '忘掉{name}？', en: 'Forget {name}?' },
  forgetBody: {
    zh: '站点不受影响。以后要再管，需要重新打开工会发的链接。',
    en: 'The station itself does not change. To come back, open the link from the union again.',
  },
  forgetYes: { zh: '忘掉', en: 'Forget' },
  back: { zh: '不了', en: 'Cancel' },
  call: { zh: '给{union}打电话 {phone}', en: 'Call {union} {phone}' },
  overHint: {
    zh: '换了人、过了期，工会都可以再给一个新的，几分钟的事。',
    en: 'The union can give you a new one within minutes.',
  },

  shownNow: { zh: '大家现在看到的', en: 'What people see now' },
  seePublic: { zh: '看大家看到的那一页', en: 'See the public page' },
  open: { zh: '开着', en: 'Open' },
  closed: { zh: '关着', en: 'Closed' },
  unknown: { zh: '没登记开放时间', en: 'No hours on record' },
  openUntil: { zh: '开到{when}', en: 'Until {when}' },
  opensAt: { zh: '{when}开门', en: 'Opens {when}' },
  unknownHint: {
    zh: '工会还没登记开放时间，大家只知道不确定。',
    en: 'The union has no hours on record, so people see that it is not known.',
  },
  unsure: { zh: '说不准开没开', en: 'Not known now' },
  closingWhy: { zh: '原因：{reason}', en: 'Why: {reason}' },
  shutByUnion: {
    zh: '工会把这里设成了{state}：{reason}。这一页改不了，请打电话。',
    en: 'The union has {state} this place: {reason}. Please call to change that.',
  },
  temp_closed: { zh: '临时关闭', en: 'closed' },
  suspended: { zh: '暂停', en: 'suspended' },
  delisted: { zh: '不再开放', en: 'delisted' },
  notYet: { zh: '还没开放', en: 'not opened' },
  noReason: { zh: '没写原因', en: 'no reason given' },
  confirmedNow: { zh: '刚刚有人确认开着。', en: 'Confirmed open just now.' },
  confirmed: { zh: '{ago}前有人确认开着。', en: 'Confirmed open {ago} ago.' },
  stale: {
    zh: '很久没人确认了。人在的话，点一下“现在开着”，大家才敢来。',
    en: 'Nobody has confirmed it for long. Tap “Open now” so that people dare to come.',
  },
  doubted: {
    zh: '有人说来了没开。开着的话，点一下“现在开着”，疑问就消了。',
    en: 'Some found it closed. If it is open, tap “Open now” and the doubt is gone.',
  },
  minutes: { zh: '{n} 分钟', en: '{n} min' },
  hours: { zh: '{n} 小时', en: '{n} h' },
  days: { zh: '{n} 天', en: '{n} days' },

  openNow: { zh: '现在开着', en: 'Open now' },
  openAgain: { zh: '又开了', en: 'Open again' },
  closeToday: { zh: '今天关门', en: 'Close for today' },
  closeUntil: { zh: '关到{when}，到时自己恢复', en: 'Until {when}, then by itself open again' },
  longer: { zh: '今天多开一会儿', en: 'Stay open longer today' },
  whyTitle: { zh: '要不要说一声为什么', en: 'Tell people why, if you like' },
  otherEnd: { zh: '换个恢复的时间', en: 'Another end' },
  endTitle: { zh: '什么时候恢复', en: 'When does it open again' },
  endDay: { zh: '哪一天', en: 'On which day' },
  endClock: { zh: '几点', en: 'At what time' },
  endSend: { zh: '就到这时', en: 'Until then' },
  untilTitle: { zh: '开到几点', en: 'Open until' },
  untilOwn: { zh: '别的时间', en: 'Another time' },
  untilClock: { zh: '开到', en: 'Until' },
  nextDay: { zh: '次日 {when}', en: '{when} the next day' },
  midnight: { zh: '半夜 12 点', en: 'midnight' },
  tomorrow: { zh: '明天 {when}', en: '{when} tomorrow' },

  things: { zh: '东西好不好用', en: 'What works' },
  works: { zh: '好用', en: 'Works' },
  out: { zh: '没有或坏了', en: 'Out' },
  tellOut: { zh: '没了或坏了', en: 'It is out' },
  tellOk: { zh: '又有了', en: 'It works again' },
  aria: { zh: '{name}：{verb}', en: '{name}: {verb}' },

  note: { zh: '给来的人留句话', en: 'A word to whoever comes' },
  noteHint: {
    zh: '不要写人名和电话。最多 60 字，还能写 {left} 字。',
    en: 'No names or numbers. At most 60 characters, {left} left.',
  },
  noteUntil: { zh: '显示到{when}', en: 'Shown until {when}' },
  noteSend: { zh: '留话', en: 'Leave it' },
  noteGone: { zh: '拿掉留言', en: 'Take it away' },
  noteDay: { zh: '显示到哪天（不选就到今晚 12 点）', en: 'Until which day (tonight if you choose none)' },

  faults: { zh: '有人报修', en: 'What visitors found wrong' },
  faultSince: { zh: '{when}报的，{count} 人报过', en: 'Reported {when}, by {count}' },
  faultSeen: { zh: '；已说知道了', en: '; you have seen it' },
  faultHint: {
    zh: '点“修好了”，报的人会收到消息，请他们再看一眼。点了不能撤销。',
    en: 'Once you tap “mended”, those who reported it hear of it. This cannot be undone.',
  },

  supplies: { zh: '快到期的东西', en: 'What expires soon' },
  expires: { zh: '{date}到期', en: 'Expires {date}' },
  expired: { zh: '{date}已到期', en: 'Expired {date}' },
  usedUp: { zh: '用完了', en: 'Used up' },
  takenAway: { zh: '已撤下', en: 'Taken away' },

  done: { zh: '已发出：{what}', en: 'Sent: {what}' },
  undo: { zh: '撤销（{left} 秒内）', en: 'Undo ({left} s)' },
  sending: { zh: '正在发…', en: 'Sending…' },
  unsentTitle: { zh: '没发出去：{what}（{when}点的）', en: 'Not sent: {what} (tapped {when})' },
  unsentHint: {
    zh: '大家还看不到。网络好了，再发一次。',
    en: 'Nobody sees it yet. Send it again once you have a network.',
  },
  unsentOld: {
    zh: '已经过了一阵。请看看现在的情况，重新点。',
    en: 'That was a while ago. Tap what is true now.',
  },
  usedUpWord: { zh: '用完了', en: 'used up' },
  takenWord: { zh: '已撤下', en: 'taken away' },
  ackedWord: { zh: '知道了', en: 'Seen' },
  fixedWord: { zh: '修好了', en: 'Mended' },
  whatOf: { zh: '{name}：{what}', en: '{name}: {what}' },
  again: { zh: '再发一次', en: 'Send again' },
  drop: { zh: '不发了', en: 'Drop it' },
} as const satisfies Record<string, Text>;

/** What was said, as the host calls it. */
export const WORD_TEXTS: Readonly<Record<Word, Text>> = {
  open: { zh: '现在开着', en: 'open now' },
  close: { zh: '今天关门', en: 'closed' },
  longer: { zh: '多开一会儿', en: 'open longer' },
  facility: { zh: '东西好不好用', en: 'what works' },
  note: { zh: '留言', en: 'a note' },
  supply: { zh: '到期的东西', en: 'an expired item' },
  fault: { zh: '报修', en: 'a fault' },
};

export const FAULT_TEXTS: Readonly<Record<FaultKind, Text>> = {
  closed: { zh: '来了没开', en: 'found closed' },
  locked_out: { zh: '门打不开', en: 'the door did not open' },
  no_water: { zh: '没水', en: 'no water' },
  broken: { zh: '坏了', en: 'broken' },
  other: { zh: '别的问题', en: 'something else' },
};
