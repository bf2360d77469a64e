export const texts = {
  asked: { zh: '等您同意', en: 'Waits for you' },
  waits: { zh: '等工会答复', en: 'Waits for the union' },
  title: { zh: '您的会籍要转到新的工会吗？', en: 'Shall your membership move to another union?' },
  agreedTitle: { zh: '您已同意转会', en: 'You agreed to the move' },
  from: { zh: '现在', en: 'Now' },
  to: { zh: '转到', en: 'Moves to' },
  note: { zh: '工会的说明：{note}', en: 'The union says: {note}' },
  by: {
    zh: '{union} {date}提出。',
    en: '{union} asked on {date}.',
  },
  byRoster: {
    zh: '{union}核对职工名单时看到您在那里工作，{date}提出。',
    en: '{union} found you on its list of workers and asked on {date}.',
  },
  changes: {
    zh: '会籍不中断，会员号不变。转过去以后，会费、活动和困难帮扶都找新的工会。',
    en: 'There is no gap, and your member number stays. Afterwards dues, activities and help are with the new union.',
  },
  unsure: {
    zh: '没有换单位，或不知道为什么，可以不同意；会籍留在原来的工会，不受影响。',
    en: 'If you have not changed employers or do not know why, decline: your membership stays where it is, as it is.',
  },
  agree: { zh: '同意', en: 'Agree' },
  decline: { zh: '不同意', en: 'Decline' },
  declineTitle: { zh: '不同意转会？', en: 'Decline the move?' },
  declineBody: {
    zh: '会籍留在“{union}”，这次转会就此结束。以后要转，可以请工会再办。',
    en: 'Your membership stays with “{union}”, and this move ends. The union can ask again later.',
  },
  back: { zh: '再想想', en: 'Go back' },
  due: {
    zh: '工会最晚 {date} 答复；到期没有答复，会籍自动转到新工会。办完会发短信告诉您。',
    en: 'The union answers by {date}; without an answer the membership moves by itself. You get a message when it is done.',
  },
  refusedTag: { zh: '没有办成', en: 'Not done' },
  refusedTitle: { zh: '转会没有办成', en: 'The move was not agreed to' },
  refused: {
    zh: '{date}，从“{from}”转到“{to}”没有得到同意。会籍还在原来的工会，不受影响。',
    en: 'On {date} the move from “{from}” to “{to}” was objected to. Your membership stays where it was, as it was.',
  },
  refusedReason: { zh: '原因：{reason}', en: 'Reason: {reason}' },
  refusedNext: {
    zh: '觉得不对，请打电话给工会说明，可以再办。',
    en: 'If that is wrong, call the union; it can be asked for again.',
  },
  waiting: {
    zh: '工会正在办，办完会发短信告诉您。',
    en: 'The union is at it. You get a message when it is done.',
  },
} as const;
