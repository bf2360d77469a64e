import { defineErrors } from '#kernel/errors';

export const itemsError = defineErrors('meetings', {
  item_bad_step: {
    status: 409,
    message: {
      zh: '这件事项现在不能这样办：它的状态已经是另一个了。',
      en: 'This cannot be done with the item as it stands now.',
    },
    hint: { zh: '请刷新，看看它现在的状态。', en: 'Reload and see where it stands.' },
  },
  item_changed: {
    status: 409,
    message: {
      zh: '您填写的时候，别人改过这件事项。您填的还在，没有保存。',
      en: 'Somebody changed this item meanwhile. What you typed is still here and was not saved.',
    },
    hint: {
      zh: '页面已读到最新内容，请对照后再保存。',
      en: 'The page shows how it is now; compare, then save again.',
    },
  },
  item_lacks: {
    status: 422,
    message: { zh: '这一步还缺一项：{field}。', en: 'This step lacks something: {field}.' },
    hint: { zh: '请补上再提交。', en: 'Fill it in and send it again.' },
  },
  item_date_past: {
    status: 422,
    message: { zh: '新的期限已经过去了。', en: 'The new date has passed already.' },
    hint: { zh: '请填今天以后的日期。', en: 'Enter a date after today.' },
  },
  item_date_needed: {
    status: 422,
    message: { zh: '达成共识的事项要有期限。', en: 'What was fully agreed needs a date.' },
    hint: {
      zh: '请填期限；还定不下来的，请选“初步共识”。',
      en: 'Enter the date, or mark it as preliminary while there is none.',
    },
  },
  item_unknown: {
    status: 422,
    message: {
      zh: '所选的单位、议题或主题不属于这个联席会议。',
      en: 'The unit, topic or theme does not belong to this joint meeting.',
    },
    hint: { zh: '请刷新后重新选。', en: 'Reload and choose again.' },
  },
  item_not_held: {
    status: 409,
    message: { zh: '会议还没有召开。', en: 'The meeting has not been held yet.' },
    hint: { zh: '请先把会议记为“已召开”。', en: 'Mark the meeting as held first.' },
  },
  item_concern_unknown: {
    status: 422,
    message: {
      zh: '所选的诉求没有转到联席会议，或已经有结果了。',
      en: 'A concern chosen was not referred to the joint meeting, or has its outcome.',
    },
    hint: {
      zh: '请先在诉求页上转办到联席会议，再回来关联。',
      en: 'Refer it to the joint meeting on its own page first, then link it here.',
    },
  },
  item_concern_told: {
    status: 409,
    message: {
      zh: '这件事项已经有结果，提意见的人已经收到答复，不能再取消关联。',
      en: 'The item has ended and those who spoke were told; the link cannot be taken back.',
    },
    hint: {
      zh: '答复有误的，请在诉求页上再次答复。',
      en: 'If the answer was wrong, answer again on the page of the concern.',
    },
  },
  item_undo_late: {
    status: 409,
    message: {
      zh: '这件事项已经不能撤销：时间过了，或者已经有人办过。',
      en: 'It cannot be taken back any more: it is too late, or somebody has worked on it.',
    },
    hint: {
      zh: '不用办了的，请记为“未办成”并写明原因。',
      en: 'If it is not to be done, end it as not achieved, with a reason.',
    },
  },
  item_heard_already: {
    status: 409,
    message: {
      zh: '这次会议已经听取过这件事项。',
      en: 'This meeting has heard of this item already.',
    },
    hint: {
      zh: '请刷新；后来的变化请在事项页上办。',
      en: 'Reload; what came later is done on the item’s own page.',
    },
  },
  item_not_carried: {
    status: 409,
    message: {
      zh: '这件事项不在这次会议要听取的范围里。',
      en: 'This meeting does not have to hear of this item.',
    },
    hint: { zh: '请刷新会议页面。', en: 'Reload the page of the meeting.' },
  },
  item_too_many: {
    status: 422,
    message: {
      zh: '结果超过 {limit} 件，一张表放不下。',
      en: 'More than {limit} items do not fit one sheet.',
    },
    hint: { zh: '请先筛选再导出。', en: 'Narrow the list first, then export it.' },
  },
  item_bad_file: {
    status: 415,
    message: { zh: '这个文件不能收。', en: 'This file is not taken.' },
    hint: {
      zh: '请用 PDF、JPG、PNG 或 Excel，不超过 10 MB。',
      en: 'Use PDF, JPG, PNG or Excel, at most 10 MB.',
    },
  },
  item_many_files: {
    status: 409,
    message: { zh: '这件事项的材料已有 {limit} 份。', en: 'This item has {limit} files already.' },
    hint: { zh: '请把材料合成一个文件。', en: 'Put several into one file.' },
  },
});
