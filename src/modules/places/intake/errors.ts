import { defineErrors } from '#kernel/errors';

export const intakeError = defineErrors('places', {
  intake_not_found: {
    status: 404,
    message: { zh: '没有找到这次导入，或不在您的范围内。', en: 'No such intake in your scope.' },
    hint: { zh: '请回到导入页，从列表里打开。', en: 'Open it from the list of intakes.' },
  },
  intake_too_long: {
    status: 422,
    message: { zh: '一次最多导入 {limit} 行。', en: 'At most {limit} rows at a time.' },
    hint: { zh: '请把名单分成几份，分次导入。', en: 'Split the list and take it in in parts.' },
  },
  intake_no_rows: {
    status: 422,
    message: { zh: '表头下面没有数据。', en: 'There is nothing below the headings.' },
    hint: {
      zh: '请确认名单在第一个工作表里，第一行是列名。',
      en: 'The list has to be on the first sheet, below its headings.',
    },
  },
  intake_over: {
    status: 409,
    message: {
      zh: '这次导入已经写入、撤销或丢弃了，不能再改。',
      en: 'This intake has been applied, undone or discarded.',
    },
    hint: {
      zh: '刷新看看它现在的状态；要改，请重新导入。',
      en: 'Reload to see how it stands; to change it, begin anew.',
    },
  },
  intake_needs_name: {
    status: 422,
    message: { zh: '请指出哪一列是名称。', en: 'Say which column holds the name.' },
    hint: { zh: '在“名称”那一列的上方选“名称”。', en: 'Choose “name” above that column.' },
  },
  intake_needs_datum: {
    status: 422,
    message: { zh: '请选择坐标是哪一种。', en: 'Say in which system the coordinates are.' },
    hint: {
      zh: '高德、腾讯、微信地图是 GCJ-02；百度是 BD-09；手机 GPS 原始值是 WGS-84。选错会偏几百米。',
      en: 'AMap, Tencent and WeChat give GCJ-02, Baidu BD-09, a GPS WGS-84. The wrong one is off by some hundred metres.',
    },
  },
  intake_field_twice: {
    status: 422,
    message: { zh: '有两列选了同样的内容。', en: 'Two columns are said to hold the same.' },
    hint: { zh: '一样内容只留一列，另一列选“不用”。', en: 'Keep one of them, and leave the other out.' },
  },
  intake_row_refused: {
    status: 409,
    message: {
      zh: '这一行缺名称或工会不对，不能写入。',
      en: 'This row lacks a name or names no union of yours.',
    },
    hint: { zh: '请在表格里改好，再导入一次。', en: 'Correct it in the sheet and take it in again.' },
  },
  intake_not_mapped: {
    status: 409,
    message: { zh: '还没有核对各列的内容。', en: 'Nobody has said yet what the columns hold.' },
    hint: { zh: '请先核对各列，再看结果。', en: 'Check the columns first.' },
  },
  intake_undo_over: {
    status: 409,
    message: {
      zh: '这次导入没有写入过，或者已经过了撤销的期限。',
      en: 'This intake was never applied, or can be undone no longer.',
    },
    hint: { zh: '可以到列表里逐个撤销登记。', en: 'Delist the places one by one.' },
  },
});
