import { defineErrors } from '#kernel/errors';

export const hostError = defineErrors('places', {
  host_shut_by_union: {
    status: 409,
    message: {
      zh: '工会已把这里设为暂停开放，在这一页上改不了。',
      en: 'The union has closed this place; that cannot be changed here.',
    },
    hint: { zh: '可以开放时，请打电话告诉工会。', en: 'Please call the union when it can open again.' },
  },
  host_until_missing: {
    status: 422,
    message: {
      zh: '按登记的时间，这里现在是关着的。',
      en: 'By its hours this place is closed now.',
    },
    hint: { zh: '请选开到几点，再发一次。', en: 'Choose until when it is open, and send again.' },
  },
  host_bad_until: {
    status: 422,
    message: {
      zh: '结束时间要在现在之后，最多 {days} 天。',
      en: 'The end lies in the future, at most {days} days from now.',
    },
    hint: {
      zh: '请改一下时间；更久的，请打电话告诉工会。',
      en: 'Change it; for longer, please call the union.',
    },
  },
  host_no_facility: {
    status: 422,
    message: { zh: '这里没有登记这项设施。', en: 'This place has no such facility on record.' },
    hint: { zh: '请刷新这一页再点。', en: 'Reload this page and tap again.' },
  },
  host_undo_late: {
    status: 409,
    message: {
      zh: '已经过了一分钟，或后来又点过别的，撤不回来了。',
      en: 'It is too late to take this back.',
    },
    hint: { zh: '请直接点现在的情况。', en: 'Tap what is true now instead.' },
  },
  host_bad_last_day: {
    status: 422,
    message: {
      zh: '到期日要在今天或以后，最多两年。',
      en: 'The last day is today or later, within two years.',
    },
    hint: { zh: '请换一天。', en: 'Choose another day.' },
  },
});
