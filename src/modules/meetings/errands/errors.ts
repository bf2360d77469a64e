import { defineErrors } from '#kernel/errors';

const CALL = {
  zh: '请打电话给{union}（{phone}）',
  en: 'call {union} ({phone})',
};

export const errandError = defineErrors('meetings', {
  errand_link_newer: {
    status: 410,
    message: {
      zh: '{union}已经给贵单位发了新链接，这个旧的不能用了。',
      en: '{union} has sent your unit a new link: this one no longer works.',
    },
    hint: {
      zh: `请打开最近收到的那一条；找不到了，${CALL.zh}。之前交的回复都还在。`,
      en: `Open the newest one; if it is gone, ${CALL.en}. What was answered before is kept.`,
    },
  },
  errand_link_back: {
    status: 410,
    message: { zh: '{union}收回了这个链接。', en: '{union} has called this link back.' },
    hint: {
      zh: `还要办这件事的，${CALL.zh}要一个新链接。之前交的回复都还在。`,
      en: `If you still have to answer, ${CALL.en} for a new one. What was answered before is kept.`,
    },
  },
  errand_link_ended: {
    status: 410,
    message: { zh: '{union}发的这个链接已经到期。', en: 'This link of {union} has expired.' },
    hint: {
      zh: `${CALL.zh}要一个新的。之前交的回复都还在。`,
      en: `Please ${CALL.en} for a new one. What was answered before is kept.`,
    },
  },
  errand_ticket_over: {
    status: 410,
    message: { zh: '这个文件传得太久，没有传上来。', en: 'This file took too long and did not arrive.' },
    hint: {
      zh: '请再选一次；网慢时换小一点的文件，或换个网络。填的内容还在。',
      en: 'Choose it again; on a slow line a smaller one. What you wrote is kept.',
    },
  },
  errand_section_gone: {
    status: 409,
    message: { zh: '纪要稿有改动，有的段落已经没有了。', en: 'The draft was changed: a section is gone.' },
    hint: {
      zh: '请刷新，把意见写到现在的段落下；填的内容还在。',
      en: 'Reload and comment on the sections as they are now; what you wrote is kept.',
    },
  },
  errand_over: {
    status: 409,
    message: {
      zh: '这件事已经进到下一步，这里不再收回复。',
      en: 'This has gone on to its next step, and takes no more answers here.',
    },
    hint: {
      zh: '您填的内容还在；有要补充的，请打电话给页面上的工会。',
      en: 'What you wrote is kept; to add to it, please call the union named on the page.',
    },
  },
  errand_not_this: {
    status: 409,
    message: {
      zh: '事项的进展变了，现在不能这样回复。',
      en: 'Things have moved on: this cannot be answered now.',
    },
    hint: { zh: '请看页面上现在能填的内容，再提交。', en: 'See what the page asks for now, and send that.' },
  },
  errand_nothing: {
    status: 422,
    message: { zh: '还没有填议题，也没有附文件。', en: 'There is neither a topic nor a file.' },
    hint: {
      zh: '请填一个议题或附上文件；没有要提的，请选“没有议题”。',
      en: 'Enter a topic or add a file; if there is none, choose “No topics”.',
    },
  },
  errand_who: {
    status: 422,
    message: { zh: '请填写谁来参加。', en: 'Please say who is coming.' },
    hint: { zh: '填姓名；还没定人，可以先填职务。', en: 'A name; if nobody is named yet, their post.' },
  },
  errand_bad_date: {
    status: 422,
    message: { zh: '新的期限要在今天以后。', en: 'The new date has to lie after today.' },
    hint: { zh: '请换一天。', en: 'Choose another day.' },
  },
  errand_too_many: {
    status: 409,
    message: {
      zh: '已有 {count} 份回复在等工会核实，暂时不能再交。',
      en: '{count} answers wait to be confirmed: no more can be sent for now.',
    },
    hint: { zh: '请打电话请工会先核实。', en: 'Please call the union to confirm them first.' },
  },
  errand_too_often: {
    status: 409,
    message: {
      zh: '这个链接一天里已经交了 {count} 次，今天不能再交。',
      en: 'This link was used for {count} answers within a day: no more today.',
    },
    hint: {
      zh: '请明天再交，或打电话告诉页面上的工会，由工会记下；填的内容还在。',
      en: 'Send it tomorrow, or call the union named on the page; what you wrote is kept.',
    },
  },
  errand_file_gone: {
    status: 422,
    message: {
      zh: '有一个文件没有传好，或放了一天以上已清除。',
      en: 'One of the files did not arrive, or was removed after a day.',
    },
    hint: {
      zh: '请把文件重新选一次再提交，填的内容还在。',
      en: 'Choose the file again and send; what you wrote is kept.',
    },
  },
  errand_bad_file: {
    status: 415,
    message: {
      zh: '这个文件的内容收不了：只收真正的 PDF、Word（.docx）、Excel（.xlsx）和 JPG、PNG。',
      en: 'The content of this file is not taken: only true PDF, Word (.docx), Excel (.xlsx), JPG and PNG are.',
    },
    hint: {
      zh: '光改名字不行：请打开它，“另存为”.docx、.xlsx 或 PDF 再传；设了密码的先去掉密码。填的内容还在。',
      en: 'Renaming does not help: open it and save it as .docx, .xlsx or PDF, without a password. What you wrote is kept.',
    },
  },
  errand_decided: {
    status: 409,
    message: {
      zh: '这份回复已经有人处理过了，或者单位又交了新的。',
      en: 'Somebody has dealt with this answer, or the unit has sent another.',
    },
    hint: { zh: '请刷新再看。', en: 'Reload and look again.' },
  },
  errand_no_phone: {
    status: 409,
    message: { zh: '这个单位没有登记联系手机，发不了短信。', en: 'No phone of this unit is on record.' },
    hint: {
      zh: '请复制链接用微信发，或先到单位名册里填上手机号。',
      en: 'Copy the link and send it yourself, or enter the phone in the list of units first.',
    },
  },
  errand_unit_left: {
    status: 409,
    message: { zh: '这个单位已不在成员名单里。', en: 'This unit is no longer a member.' },
    hint: { zh: '请发给接替它的单位。', en: 'Send it to the unit that took its place.' },
  },
});
