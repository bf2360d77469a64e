import { defineErrors } from '#kernel/errors';

export const voicesError = defineErrors('voices', {
  not_found: {
    status: 404,
    message: { zh: '没有找到这条意见，或不在您的范围内。', en: 'No such voice in your scope.' },
    hint: { zh: '请刷新列表。', en: 'Reload the list.' },
  },
  already_answered: {
    status: 409,
    message: { zh: '这条意见已经有人回复了。', en: 'Somebody has answered this already.' },
    hint: { zh: '刷新后可以看到回复内容。', en: 'Reload to see the answer.' },
  },
  answered_with_concern: {
    status: 409,
    message: {
      zh: '这条意见已归入一件诉求，和同样的意见一起回复。',
      en: 'This voice belongs to a concern and is answered together with the others in it.',
    },
    hint: { zh: '请打开那件诉求，在那里回复大家。', en: 'Open the concern and answer everybody there.' },
  },
  delay_past: {
    status: 422,
    message: { zh: '这一天已经过去了。', en: 'That day has passed.' },
    hint: { zh: '请选今天或以后的日子，说不准就留空。', en: 'Choose today or later, or leave it empty.' },
  },
  name_consent: {
    status: 422,
    message: { zh: '留名字要先勾选同意。', en: 'A name is only taken with your consent.' },
    hint: {
      zh: '请勾选同意，或把名字清空；不留名字也照样处理。',
      en: 'Tick the box, or leave the name empty; without it your word counts the same.',
    },
  },
  addition_empty: {
    status: 422,
    message: { zh: '请先写几个字。', en: 'A few words first, please.' },
    hint: { zh: '或者点一下：回复解决了没有。', en: 'Or tell with one tap whether the answer helped.' },
  },
  addition_unanswered: {
    status: 409,
    message: { zh: '这条现在没有回复，还在办。', en: 'There is no answer to it now: it is being handled.' },
    hint: {
      zh: '请刷新看看进展；想补充的，直接写下来。',
      en: 'Reload to see where it stands, or add a few words.',
    },
  },
  additions_full: {
    status: 409,
    message: {
      zh: '这条已经补充了很多次，不能再加了。',
      en: 'This has been added to many times and takes no more.',
    },
    hint: { zh: '请另提一条，或打页面上的电话。', en: 'Say it anew, or call the number on this page.' },
  },
  export_too_long: {
    status: 422,
    message: {
      zh: '符合的超过 {limit} 条，一张表放不下。',
      en: 'More than {limit} match: too many for a sheet.',
    },
    hint: { zh: '请用筛选缩小范围，再导出。', en: 'Narrow the list by its filters and export again.' },
  },
});
