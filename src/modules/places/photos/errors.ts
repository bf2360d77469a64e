import { defineErrors } from '#kernel/errors';

export const photosError = defineErrors('places', {
  photo_not_found: {
    status: 404,
    message: { zh: '没有这张照片，或不在您的范围内。', en: 'No such photograph, or not in your scope.' },
    hint: { zh: '可能已经撤下了，刷新再看。', en: 'It may have been taken down; reload.' },
  },
  bad_photo: {
    status: 422,
    message: { zh: '这不是能用的照片。', en: 'This is no photograph that we can use.' },
    hint: { zh: '请换一张 JPEG 或 PNG 照片。', en: 'Choose another one, JPEG or PNG.' },
  },
  too_many_photos: {
    status: 409,
    message: {
      zh: '一个地方最多放 {count} 张照片，总共 {size} MB。',
      en: 'A place holds at most {count} photographs, {size} MB in all.',
    },
    hint: { zh: '先撤下一张，再添加。', en: 'Take one down first.' },
  },
});
