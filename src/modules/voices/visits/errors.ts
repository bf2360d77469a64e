import { defineErrors } from '#kernel/errors';

export const visitError = defineErrors('voices', {
  visit_not_found: {
    status: 404,
    message: { zh: '没有找到这次走访，或不在您的范围内。', en: 'No such visit in your scope.' },
    hint: { zh: '请回到走访列表再打开。', en: 'Open it from the list of visits.' },
  },
  visit_settled: {
    status: 409,
    message: {
      zh: '这次走访已经结束或取消了，或者已经是这个状态。',
      en: 'This visit is over or cancelled, or is so already.',
    },
    hint: {
      zh: '刷新看看现在的情况；当天可以退回“计划中”再改。',
      en: 'Reload to see how it stands; on the same day it can go back to planned.',
    },
  },
  visit_stops_open: {
    status: 409,
    message: { zh: '还有没走到的一站，或者一站也没有。', en: 'A stop is still open, or there is none.' },
    hint: {
      zh: '每一站点“到了”或“没去”（写明原因）以后，再结束走访。',
      en: 'Mark each stop as reached or left out, then end the visit.',
    },
  },
  visit_needs_reason: {
    status: 422,
    message: { zh: '请写明原因。', en: 'Please say why.' },
    hint: { zh: '一句话就行，以后查得到。', en: 'One sentence is enough; it stays on record.' },
  },
  visit_undo_late: {
    status: 409,
    message: { zh: '只有当天能退回，现在已经过了。', en: 'It could be taken back on the same day only.' },
    hint: {
      zh: '需要再去，请复制这次走访，另定日子。',
      en: 'To go again, copy the visit and choose another day.',
    },
  },
  visit_stop_unknown: {
    status: 404,
    message: { zh: '这次走访里没有这一站。', en: 'This visit has no such stop.' },
    hint: { zh: '可能别人刚改过，请刷新。', en: 'Somebody may have changed it; reload.' },
  },
  visit_stop_settled: {
    status: 409,
    message: {
      zh: '这一站已经有人标过了，或者已经记了需求。',
      en: 'Somebody has marked this stop already, or needs were written there.',
    },
    hint: { zh: '刷新可以看到现在的情况。', en: 'Reload to see how it stands.' },
  },
  visit_stops_changed: {
    status: 409,
    message: { zh: '站点刚被别人增减过，顺序没有改。', en: 'Somebody has just added or removed a stop.' },
    hint: { zh: '请刷新后再排一次。', en: 'Reload, and put them in order again.' },
  },
  visit_stop_twice: {
    status: 409,
    message: { zh: '这一站已经在这次走访里了。', en: 'This stop is part of the visit already.' },
    hint: { zh: '请换一个工会或站点。', en: 'Choose another union or place.' },
  },
  visit_too_many_stops: {
    status: 409,
    message: { zh: '一次走访最多 40 站。', en: 'A visit has at most 40 stops.' },
    hint: { zh: '请分成两次走访。', en: 'Make two visits of it.' },
  },
  visit_not_union: {
    status: 422,
    message: { zh: '走访的每一站要是一个工会，或一个站点。', en: 'A stop is a union or a place.' },
    hint: { zh: '企业请选它的工会，没有工会的，先不列。', en: 'For an employer choose its union.' },
  },
  visit_cancelled: {
    status: 409,
    message: { zh: '这次走访取消了。', en: 'This visit was cancelled.' },
    hint: { zh: '要去，请复制这次走访，另定日子。', en: 'To go, copy it and choose another day.' },
  },
  visit_needs_consent: {
    status: 422,
    message: {
      zh: '留姓名或电话，要先问过本人，并勾选“本人同意”。',
      en: 'A name or a phone is kept only with the person’s consent.',
    },
    hint: {
      zh: '没有同意就清空这两格，需求照样记。',
      en: 'Without it leave both empty; the need counts the same.',
    },
  },
  visit_link_late: {
    status: 409,
    message: {
      zh: '走访的日子已经过了，不能再做这次走访的访谈码。',
      en: 'The day of the visit has gone by; it can have no link any more.',
    },
    hint: { zh: '日子改了的，请先更正日期。', en: 'If the day has moved, correct it first.' },
  },
});
