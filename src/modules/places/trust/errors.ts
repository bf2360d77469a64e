import { defineErrors } from '#kernel/errors';

export const trustError = defineErrors('places', {
  report_unlisted: {
    status: 409,
    message: { zh: '这个地方现在没有对外开放，不用报。', en: 'This place is not in use now.' },
    hint: {
      zh: '请看附近别的地方；有话要说，可以用“提意见”。',
      en: 'Look at other places nearby, or tell us.',
    },
  },
  report_facility: {
    status: 422,
    message: { zh: '这里没有这项设施。', en: 'This place has no such facility.' },
    hint: { zh: '请从这里有的设施里选，或选“别的”。', en: 'Choose one that it has, or “something else”.' },
  },
  report_note: {
    status: 422,
    message: {
      zh: '“别的”要写几个字，不然不知道是什么。',
      en: 'For something else, a few words are needed.',
    },
    hint: { zh: '例如：门口台阶松了。', en: 'For example: the step at the door is loose.' },
  },
  report_flood: {
    status: 429,
    message: {
      zh: '从您这个网络来的报告，一小时里已经很多了，先不再收。',
      en: 'Many reports of this place have come from your network within an hour.',
    },
    hint: {
      zh: '前面报的都在，工作人员会看到。急事请打页面上的电话。',
      en: 'Those made are kept and will be seen. If it is urgent, call the number on the page.',
    },
  },
  fault_not_found: {
    status: 404,
    message: { zh: '没有找到这张报修，或不在您的范围内。', en: 'No such fault, or not in your scope.' },
    hint: { zh: '请回到报修列表再找。', en: 'Look in the list of faults again.' },
  },
  fault_bad_step: {
    status: 409,
    message: {
      zh: '这张报修已经有人办了，现在不能这样办。',
      en: 'Somebody has dealt with this fault meanwhile.',
    },
    hint: { zh: '刷新看看它现在到哪一步。', en: 'Reload to see how far it is.' },
  },
  fault_reason_missing: {
    status: 422,
    message: { zh: '不办要写明原因，报修的人会看到。', en: 'Say why it is refused: the reporter reads it.' },
    hint: { zh: '例如：这项设施已经撤掉。', en: 'For example: this facility was taken away.' },
  },
  fault_settled: {
    status: 409,
    message: { zh: '这件事已经办结，不能再补充。', en: 'This is settled and takes no more words.' },
    hint: {
      zh: '要是又坏了，请到那个地方的页面再报一次。',
      en: 'If it is wrong again, report it again on its page.',
    },
  },
  fault_not_fixed: {
    status: 409,
    message: { zh: '这件事现在不在等您回答。', en: 'Nobody waits for your answer now.' },
    hint: { zh: '刷新看看现在到哪一步。', en: 'Reload to see how far it is.' },
  },
});
