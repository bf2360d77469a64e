import { defineErrors } from '#kernel/errors';

export const hotlineError = defineErrors('voices', {
  hotline_not_found: {
    status: 404,
    message: { zh: '没有找到这次导入，或不在您的范围内。', en: 'No such list in your scope.' },
    hint: { zh: '请回到热线来件页，从列表里打开。', en: 'Open it from the page of hotline cases.' },
  },
  hotline_too_long: {
    status: 422,
    message: { zh: '一次最多导入 {limit} 行。', en: 'At most {limit} rows at a time.' },
    hint: { zh: '请把名单分成几份，分次导入。', en: 'Split the list and take it in in parts.' },
  },
  hotline_no_rows: {
    status: 422,
    message: { zh: '表头下面没有数据。', en: 'There is nothing below the headings.' },
    hint: {
      zh: '请确认名单在第一个工作表里，第一行是列名。',
      en: 'The list has to be on the first sheet, below its headings.',
    },
  },
  hotline_over: {
    status: 409,
    message: {
      zh: '这份名单已经导入、撤销或丢弃了，不能再改。',
      en: 'This list has been taken in, undone or discarded.',
    },
    hint: {
      zh: '刷新看看它现在的状态；要改，请重新上传。',
      en: 'Reload to see how it stands; to change it, upload it anew.',
    },
  },
  hotline_needs_columns: {
    status: 422,
    message: {
      zh: '请指出哪一列是工单编号、哪一列是诉求内容。',
      en: 'Say which column holds the case number, and which the words.',
    },
    hint: {
      zh: '编号用来认出重复的来件，内容是要办的事，两样都不能少。',
      en: 'By the number a case is known again; the words are what is to be done.',
    },
  },
  hotline_field_twice: {
    status: 422,
    message: { zh: '有两列选了同样的内容。', en: 'Two columns are said to hold the same.' },
    hint: { zh: '一样内容只留一列，另一列选“不用”。', en: 'Keep one of them, and leave the other out.' },
  },
  hotline_personal_column: {
    status: 422,
    message: {
      zh: '这一列是姓名、电话或证件号，没有收进来，不能用。',
      en: 'This column holds names or numbers of people; it was not kept.',
    },
    hint: {
      zh: '办诉求用不到它；认错了列，请改好列名再上传。',
      en: 'It is not needed. If that is a mistake, change its heading and upload anew.',
    },
  },
  hotline_row_refused: {
    status: 409,
    message: {
      zh: '这一行缺编号或内容，或者已经有了，不能导入。',
      en: 'This row lacks its number or words, or is on record already.',
    },
    hint: { zh: '请在表格里改好，再上传一次。', en: 'Correct it in the sheet and upload it again.' },
  },
  hotline_not_mapped: {
    status: 409,
    message: { zh: '还没有核对各列的内容。', en: 'Nobody has said yet what the columns hold.' },
    hint: { zh: '请先核对各列，再看结果。', en: 'Check the columns first.' },
  },
  hotline_undo_over: {
    status: 409,
    message: {
      zh: '这份名单没有导入过，或者已经过了撤销的期限。',
      en: 'This list was never taken in, or can be undone no longer.',
    },
    hint: { zh: '可以在意见里逐条回复。', en: 'Answer the cases one by one.' },
  },
});
