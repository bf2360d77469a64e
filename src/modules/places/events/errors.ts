import { defineErrors } from '#kernel/errors';

export const eventsError = defineErrors('places', {
  event_not_found: {
    status: 404,
    message: { zh: '没有找到这次活动，或不在您的范围内。', en: 'No such event, or not in your scope.' },
    hint: { zh: '刷新后再看。', en: 'Reload the page.' },
  },
  bad_event: {
    status: 422,
    message: {
      zh: '日期或“接着哪一次”不对：记的是已经办过的活动，上一次要在同一个地方、日子更早。',
      en: 'The day or the event before is not right: events on record are past, and the one before was earlier and there.',
    },
    hint: { zh: '请改日期，或重新选上一次。', en: 'Change the day, or choose another event before.' },
  },
});
