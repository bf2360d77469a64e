import { defineErrors } from '#kernel/errors';

export const supplyError = defineErrors('places', {
  supply_not_found: {
    status: 404,
    message: { zh: '没有找到这批物资。', en: 'There is no such lot.' },
    hint: { zh: '请刷新列表再看。', en: 'Reload the list.' },
  },
  supply_gone: {
    status: 409,
    message: { zh: '这批物资已经撤下了。', en: 'This lot has been taken away already.' },
    hint: { zh: '请刷新列表再看。', en: 'Reload the list.' },
  },
  supply_bad_days: {
    status: 422,
    message: {
      zh: '到期日不能早于放上的那天，放上的那天不能在今天之后。',
      en: 'A lot expires after it was placed, and was placed by today.',
    },
    hint: { zh: '请检查两个日期。', en: 'Check the two days.' },
  },
});
