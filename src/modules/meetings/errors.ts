import { defineErrors } from '#kernel/errors';

export const meetingsError = defineErrors('meetings', {
  not_found: {
    status: 404,
    message: {
      zh: '没有找到这项会议记录，或不在您的范围内。',
      en: 'No such record of a meeting in your scope.',
    },
    hint: { zh: '请刷新列表。', en: 'Reload the list.' },
  },
});
