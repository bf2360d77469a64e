import { defineErrors } from '#kernel/errors';

export const listenError = defineErrors('voices', {
  interview_term_unknown: {
    status: 422,
    message: { zh: '这个选项现在不用了。', en: 'This choice is no longer in use.' },
    hint: { zh: '请刷新页面，重新选一个。', en: 'Reload the page and choose again.' },
  },
  interview_area_unknown: {
    status: 422,
    message: { zh: '没有找到这个街道。', en: 'There is no such street.' },
    hint: { zh: '请从列表里选，或者不选。', en: 'Choose one from the list, or none.' },
  },
  rhythm_quarter_unknown: {
    status: 422,
    message: { zh: '这个季度不能看。', en: 'This quarter cannot be shown.' },
    hint: {
      zh: '请从列表里选；一个季度过完了才能看。',
      en: 'Choose one of the list; a quarter is shown once it is over.',
    },
  },
});
