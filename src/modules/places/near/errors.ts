import { defineErrors } from '#kernel/errors';

export const nearError = defineErrors('places', {
  half_position: {
    status: 422,
    message: {
      zh: '位置只给了一半：经度和纬度要一起给。',
      en: 'Half a position: latitude and longitude belong together.',
    },
    hint: { zh: '请两个都给，或都不给。', en: 'Give both, or neither.' },
  },
});
