import { defineErrors } from '#kernel/errors';

export const minutesError = defineErrors('meetings', {
  section_changed: {
    status: 409,
    message: {
      zh: '您写的时候，这一节被别人改过了。您的文字没有丢，还在页面上。',
      en: 'Somebody changed this section while you wrote. Your words are not lost: they are still on the page.',
    },
    hint: {
      zh: '请对照两份文字，选用一份或合并后再保存。',
      en: 'Compare the two, then keep one or join them and save.',
    },
  },
  section_fixed: {
    status: 409,
    message: { zh: '这一节来自会议记录，不能去掉。', en: 'This section comes from the records and stays.' },
    hint: { zh: '没有内容可写的，写一句说明。', en: 'Where there is nothing to say, write that.' },
  },
  minutes_order_changed: {
    status: 409,
    message: { zh: '纪要的各节刚刚有增减。', en: 'Sections were added or removed just now.' },
    hint: { zh: '请刷新后再排。', en: 'Reload, then order them again.' },
  },
  minutes_not_held: {
    status: 409,
    message: { zh: '会议还没有召开，不能起草纪要。', en: 'The meeting has not been held: no minutes yet.' },
    hint: { zh: '开会那天先登记“已召开”。', en: 'Record first that it was held.' },
  },
  minutes_begun: {
    status: 409,
    message: { zh: '这次会议的纪要已经开始写了。', en: 'The minutes of this meeting were begun already.' },
    hint: { zh: '请刷新后接着写。', en: 'Reload and go on with them.' },
  },
  minutes_not_open: {
    status: 409,
    message: { zh: '纪要正在会签，文字不能改。', en: 'The minutes are being circulated: the text stands.' },
    hint: { zh: '要改，请先写明原因退回起草。', en: 'To change it, take it back to draft and say why.' },
  },
  minutes_issued: {
    status: 409,
    message: { zh: '纪要已经印发，不能再改。', en: 'The minutes were issued and do not change any more.' },
    hint: {
      zh: '议定事项有变化的，在“议定事项”里改并写明原因。',
      en: 'Where an agreed item changes, change it under “Agreed items” and say why.',
    },
  },
  minutes_not_ready: {
    status: 409,
    message: {
      zh: '还不能会签：没有写清会议达成了什么共识，或有一节还空着。',
      en: 'Not ready to circulate: the consensus is not stated, or a section is empty.',
    },
    hint: {
      zh: '先选共识程度，补上空着的一节；没有内容的写一句说明。',
      en: 'State the consensus and fill the empty section; where there is nothing, write that.',
    },
  },
  minutes_bad_step: {
    status: 409,
    message: { zh: '纪要现在还不能办这一步。', en: 'The minutes cannot take this step now.' },
    hint: { zh: '刷新后看看纪要走到哪一步。', en: 'Reload to see where they stand.' },
  },
  consensus_changed: {
    status: 409,
    message: { zh: '会议结论刚刚被别人改过。', en: 'Somebody changed the conclusion just now.' },
    hint: { zh: '请看过新的结论，再决定要不要改。', en: 'Read the new one, then decide.' },
  },
});
