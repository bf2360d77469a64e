import { defineErrors } from '#kernel/errors';

export const concernError = defineErrors('voices', {
  concern_not_found: {
    status: 404,
    message: { zh: '没有找到这件诉求，或不在您的范围内。', en: 'No such concern in your scope.' },
    hint: { zh: '请回到列表刷新再找。', en: 'Go back to the list and reload it.' },
  },
  concern_voice_missing: {
    status: 404,
    message: {
      zh: '有的意见没有找到，或不属于这个工会的范围。',
      en: 'Some of these voices do not exist here, or belong to another union.',
    },
    hint: {
      zh: '请把诉求放在范围更大的工会下，或刷新后重新选择。',
      en: 'Put the concern at a union that reaches them all, or reload and choose again.',
    },
  },
  concern_voice_taken: {
    status: 409,
    message: {
      zh: '选中的意见里，有的已经被同事归并或回复了。',
      en: 'A colleague has grouped or answered some of these meanwhile.',
    },
    hint: { zh: '刷新后可以看到它们归到了哪里。', en: 'Reload to see where they went.' },
  },
  concern_settled: {
    status: 409,
    message: {
      zh: '这件诉求已经答复、合并或拆开了。',
      en: 'This concern was answered, merged or taken apart.',
    },
    hint: { zh: '刷新后可以看到结果。', en: 'Reload to see what came of it.' },
  },
  concern_referred: {
    status: 409,
    message: { zh: '这件诉求还有转办没有结果。', en: 'This concern is still referred, without an outcome.' },
    hint: { zh: '请先记下转办的结果。', en: 'Note what came of the referral first.' },
  },
  concern_changed: {
    status: 409,
    message: { zh: '同事刚刚改过这件诉求。', en: 'A colleague has just changed this concern.' },
    hint: {
      zh: '您写的还在。请对照同事的文字，决定留下哪一个。',
      en: 'Your words are still here: compare them with your colleague’s and decide.',
    },
  },
  concern_same: {
    status: 422,
    message: { zh: '不能并入它自己。', en: 'It cannot be merged into itself.' },
    hint: { zh: '请选另一件诉求。', en: 'Choose another concern.' },
  },
  concern_theme: {
    status: 422,
    message: { zh: '没有这个主题。', en: 'There is no such theme.' },
    hint: { zh: '请从列表里选一个。', en: 'Choose one from the list.' },
  },
  referral_not_found: {
    status: 404,
    message: { zh: '没有找到这次转办，或不在您的范围内。', en: 'No such referral in your scope.' },
    hint: { zh: '请回到诉求页面刷新。', en: 'Reload the page of the concern.' },
  },
  referral_open: {
    status: 409,
    message: { zh: '已经转给那里，还没有结果。', en: 'It was handed there already and has no outcome yet.' },
    hint: { zh: '有了结果再转。', en: 'Note the outcome before you refer it again.' },
  },
  referral_ended: {
    status: 409,
    message: { zh: '这次转办已经有人记下结果了。', en: 'Somebody has noted the outcome already.' },
    hint: { zh: '刷新后可以看到。', en: 'Reload to see it.' },
  },
  referral_union: {
    status: 422,
    message: {
      zh: '只能转给本级或上级工会：别的工会看不到这件诉求。',
      en: 'It can go to this union or one above: others cannot see the concern.',
    },
    hint: { zh: '请另选一个工会，或不选。', en: 'Choose another union, or none.' },
  },
  referral_place: {
    status: 422,
    message: {
      zh: '这件诉求说的不是同一个地点，没法替它报修。',
      en: 'This concern is not about one place, so no fault can be reported for it.',
    },
    hint: {
      zh: '请把说同一个地点的意见单独归并，再报修。',
      en: 'Group the voices about one place on their own and refer that.',
    },
  },
});
