import { defineErrors } from '#kernel/errors';

export const hoursError = defineErrors('places', {
  hours_seasons_overlap: {
    status: 422,
    message: { zh: '两个季节的日期有重叠：{a}和{b}。', en: 'Two seasons overlap: {a} and {b}.' },
    hint: { zh: '请改其中一个的起止日期。', en: 'Change the dates of one of them.' },
  },
  exception_not_found: {
    status: 404,
    message: { zh: '没有找到这条临时安排。', en: 'There is no such exception.' },
    hint: { zh: '刷新后再看，可能已经过期。', en: 'Reload: it may be over by now.' },
  },
  exception_backwards: {
    status: 422,
    message: { zh: '结束早于开始。', en: 'It ends before it begins.' },
    hint: { zh: '请检查起止时间。', en: 'Check the beginning and the end.' },
  },
  exception_long: {
    status: 422,
    message: { zh: '一条临时安排最长 {days} 天。', en: 'An exception lasts {days} days at most.' },
    hint: {
      zh: '长期的改动请改每周时间，或改站点状态。',
      en: 'For longer, change the weekly hours, or the state of the place.',
    },
  },
  exception_over: {
    status: 422,
    message: { zh: '这段时间已经过去了。', en: 'That time is over already.' },
    hint: { zh: '请填今天以后的时间。', en: 'Choose a time from today on.' },
  },
  exception_many: {
    status: 409,
    message: {
      zh: '这个地方已经有 {count} 条还没过期的临时安排。',
      en: 'It has {count} exceptions already.',
    },
    hint: {
      zh: '请先撤回不要的；经常变的时间，请改每周时间。',
      en: 'Take some back first; for hours that change often, change the weekly ones.',
    },
  },
  calendar_bad_day: {
    status: 422,
    message: { zh: '放假安排里这一天不对：{day}。', en: 'One day of the calendar is not right: {day}.' },
    hint: {
      zh: '请对照通知：假期不能重叠，补班日要是周末、不在假期里，日期要属于这一年。',
      en: 'Compare it with the notice: holidays do not overlap, exchanged workdays are weekend days outside them, all in that year.',
    },
  },
});
