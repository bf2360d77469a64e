import { defineErrors } from '#kernel/errors';

export const papersError = defineErrors('meetings', {
  paper_no_minutes: {
    status: 409,
    message: {
      zh: '纪要还没有开始写，没有可以打印的。',
      en: 'The minutes were not begun: nothing to print.',
    },
    hint: { zh: '请先到“纪要”里开始写。', en: 'Begin them under “Minutes” first.' },
  },
  calendar_no_time: {
    status: 409,
    message: { zh: '会议还没有定时间，放不进日历。', en: 'The meeting has no time yet: no calendar entry.' },
    hint: { zh: '请先填会议时间。', en: 'Enter the time of the meeting first.' },
  },
});
