import { defineErrors } from '#kernel/errors';

export const voicesError = defineErrors('voices', {
  not_found: {
    status: 404,
    message: { zh: '没有找到这条意见，或不在您的范围内。', en: 'No such suggestion in your scope.' },
    hint: { zh: '请刷新列表。', en: 'Reload the list.' },
  },
  already_answered: {
    status: 409,
    message: { zh: '这条意见已经有人回复了。', en: 'Somebody has answered this already.' },
    hint: { zh: '刷新后可以看到回复内容。', en: 'Reload to see the answer.' },
  },
});
