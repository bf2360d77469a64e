import { defineErrors } from '#kernel/errors';

export const prepError = defineErrors('meetings', {
  body_name_taken: {
    status: 409,
    message: { zh: '本级已有同名的联席会议。', en: 'This union has a joint meeting of that name already.' },
    hint: {
      zh: '请打开已有的那一个，或换一个名称。',
      en: 'Open the one that is there, or choose another name.',
    },
  },
  unit_twice: {
    status: 409,
    message: { zh: '这个单位已在成员单位里。', en: 'This unit is in the list already.' },
    hint: { zh: '请在列表里改它的席位或联系人。', en: 'Change its seat or contact in the list.' },
  },
  unit_not_standing: {
    status: 422,
    message: { zh: '“{name}”已撤销或合并，不能作为成员单位。', en: '“{name}” was dissolved or merged.' },
    hint: { zh: '请选择接替它的单位。', en: 'Choose the organisation that took over from it.' },
  },
  unit_unknown: {
    status: 422,
    message: {
      zh: '这个单位不在这个联席会议里，或已退出。',
      en: 'This unit is not in this joint meeting, or has left it.',
    },
    hint: { zh: '请刷新后再选。', en: 'Reload and choose again.' },
  },
  unit_leads_items: {
    status: 409,
    message: {
      zh: '它还牵头 {count} 项未了的议定事项，不能就这样退出。',
      en: 'It still leads {count} open agreed items and cannot just leave.',
    },
    hint: {
      zh: '请先把这些事项改派给别的单位，或选“由别的单位接替”，事项会一起转过去。',
      en: 'Give them to another unit first, or choose who takes the seat: the items go along.',
    },
  },
  unit_no_heir: {
    status: 422,
    message: { zh: '登记里查不到谁接替它。', en: 'The register does not say who took over from it.' },
    hint: { zh: '请自己选择接替的单位。', en: 'Choose the organisation yourself.' },
  },
  unit_order_old: {
    status: 409,
    message: {
      zh: '成员单位刚有变动，顺序没有保存。',
      en: 'The list of units has just changed; the order was not saved.',
    },
    hint: { zh: '请刷新后再排。', en: 'Reload and sort again.' },
  },
  plan_exists: {
    status: 409,
    message: {
      zh: '{year} 年已经有计划，没有再抄一份。',
      en: 'There is a plan for {year} already; nothing was copied.',
    },
    hint: { zh: '要加开一次，请用“加一次会议”。', en: 'To add one more, plan a meeting.' },
  },
  plan_nothing: {
    status: 422,
    message: { zh: '{year} 年没有可以照抄的会议。', en: 'There is nothing of {year} to copy.' },
    hint: { zh: '请直接加一次会议。', en: 'Plan a meeting instead.' },
  },
  meeting_bad_step: {
    status: 409,
    message: { zh: '会议现在的状态不能走这一步。', en: 'The meeting cannot take this step now.' },
    hint: {
      zh: '可能别人刚改过。请刷新后看下一步。',
      en: 'Somebody may have moved it. Reload and look at the next step.',
    },
  },
  meeting_not_ready: {
    status: 422,
    message: { zh: '还差：{lacks}。', en: 'Still missing: {lacks}.' },
    hint: { zh: '补齐后再走这一步。', en: 'Fill these in first.' },
  },
  meeting_reason_needed: {
    status: 422,
    message: { zh: '请写明原因。', en: 'Please say why.' },
    hint: {
      zh: '退回、取消，以及通知后的变更，要留下原因，相关单位会看到。',
      en: 'Going back, cancelling and changes after the notice need a reason that the units see.',
    },
  },
  meeting_approval_needed: {
    status: 422,
    message: {
      zh: '请写明哪位领导审定、哪天审定的。',
      en: 'Please say which leader approved it, and on which day.',
    },
    hint: {
      zh: '写职务即可；日期不能晚于今天。有批件文号的，一并写上。',
      en: 'The post is enough; the day cannot be ahead. Add the number of the paper if there is one.',
    },
  },
  meeting_changed: {
    status: 409,
    message: {
      zh: '刚有人改过：{now}。您的改动还没有保存。',
      en: 'Somebody has just changed it: {now}. Your changes are not saved yet.',
    },
    hint: { zh: '请核对后再保存一次。', en: 'Compare, then save again.' },
  },
  meeting_closed: {
    status: 409,
    message: {
      zh: '会议已经到了不能改这一项的阶段。',
      en: 'The meeting is past the point where this can be changed.',
    },
    hint: {
      zh: '开过以后只能更正主持人；纪要印发后不再改动。',
      en: 'Once held only the chair can be put right; nothing after the minutes are issued.',
    },
  },
  meeting_bad_times: {
    status: 422,
    message: { zh: '结束时间要晚于开始时间。', en: 'The end must be after the beginning.' },
    hint: { zh: '请核对时间。', en: 'Check the times.' },
  },
  notice_changed: {
    status: 409,
    message: {
      zh: '刚有人改过通知。您写的还没有保存。',
      en: 'Somebody has just changed the notice. Yours is not saved yet.',
    },
    hint: { zh: '请对照对方的文字，再决定用哪一份。', en: 'Compare the two, then decide which to keep.' },
  },
  topic_reason_needed: {
    status: 422,
    message: {
      zh: '不上会或留到下次，要写明原因。',
      en: 'Say why it is declined or left for the next meeting.',
    },
    hint: { zh: '提出议题的单位会看到这句话。', en: 'The unit that brought it reads this.' },
  },
  topic_bad_step: {
    status: 409,
    message: { zh: '这个议题现在不能这样定。', en: 'This cannot be decided of the topic now.' },
    hint: {
      zh: '可能别人刚定过，或会议已经到了下一步。请刷新后再看。',
      en: 'Somebody may have decided it, or the meeting has moved on. Reload and look again.',
    },
  },
  topic_no_next: {
    status: 422,
    message: { zh: '还没有下一次会议，没处可留。', en: 'No later meeting is planned to take it on.' },
    hint: { zh: '请先在联席会议页面加一次会议。', en: 'Plan one on the page of the joint meeting first.' },
  },
  topic_concern_unknown: {
    status: 422,
    message: {
      zh: '这件诉求没有转给联席会议，或已经了结。',
      en: 'This concern was not referred to a joint meeting, or is settled.',
    },
    hint: {
      zh: '请先在“诉求”里把它转为联席会议议题。',
      en: 'Refer it to a joint meeting under “Concerns” first.',
    },
  },
  topic_too_many_files: {
    status: 422,
    message: { zh: '一个议题最多放 {limit} 份材料。', en: 'A topic holds at most {limit} files.' },
    hint: { zh: '请先删掉不用的。', en: 'Remove what is not needed first.' },
  },
  topic_bad_file: {
    status: 422,
    message: { zh: '这种文件不能用。', en: 'A file of this kind cannot be taken.' },
    hint: {
      zh: '请用 PDF、Word（docx）、Excel（xlsx）或照片（JPG、PNG），不超过 10 MB。',
      en: 'Use PDF, Word (docx), Excel (xlsx) or a photo (JPEG, PNG) of at most 10 MB.',
    },
  },
  seat_of_unit: {
    status: 422,
    message: { zh: '成员单位的一行不能删除。', en: 'The line of a member unit cannot be removed.' },
    hint: { zh: '没有来的，请记“缺席”。', en: 'Mark it absent instead.' },
  },
});
