import { defineErrors } from '#kernel/errors';

export const venuesError = defineErrors('places', {
  room_not_found: {
    status: 404,
    message: { zh: '没有找到这个房间，或不在您的范围内。', en: 'No such room, or not in your scope.' },
    hint: { zh: '请回到场所的页面再选。', en: 'Choose it again on the page of its place.' },
  },
  booking_not_found: {
    status: 404,
    message: { zh: '没有找到这个预约，或不在您的范围内。', en: 'No such booking, or not in your scope.' },
    hint: { zh: '刷新列表再看。', en: 'Reload the list.' },
  },
  blackout_not_found: {
    status: 404,
    message: { zh: '没有找到这段停用时间。', en: 'There is no such time of closing.' },
    hint: { zh: '可能已经取消了，刷新再看。', en: 'It may have been lifted already; reload.' },
  },
  bad_room: {
    status: 422,
    message: {
      zh: '预约规则凑不到一起：开放的时间里放不下最短的一次预约。',
      en: 'The rules do not fit together: the shortest booking has no room in the hours.',
    },
    hint: {
      zh: '请检查起止时间、最短最长和时间间隔。',
      en: 'Check the hours, the shortest and longest time, and the step.',
    },
  },
  room_closed: {
    status: 409,
    message: { zh: '这个房间现在不接受预约。', en: 'This room takes no bookings now.' },
    hint: { zh: '可以看看别的房间，或打电话问场所。', en: 'Look at other rooms, or call the place.' },
  },
  slot_taken: {
    status: 409,
    message: { zh: '这个时间已经有人约了。', en: 'Somebody has this time already.' },
    hint: { zh: '接下来有空的时间：{next}。', en: 'The next free times: {next}.' },
  },
  slot_wrong: {
    status: 422,
    message: { zh: '这个时间不能约：{why}。', en: 'This time cannot be booked: {why}.' },
    hint: { zh: '接下来有空的时间：{next}。', en: 'The next free times: {next}.' },
  },
  series_conflicts: {
    status: 409,
    message: { zh: '这几次约不上：{dates}。', en: 'These cannot be booked: {dates}.' },
    hint: {
      zh: '一次也没有约。可以选“跳过约不上的”，或换个时间。',
      en: 'Nothing was booked. Choose to leave those out, or take another time.',
    },
  },
  too_many_ahead: {
    status: 409,
    message: {
      zh: '这个房间同时最多保留 {count} 次预约，已经满了。',
      en: 'At most {count} bookings of this room can be held at a time.',
    },
    hint: { zh: '用过一次，或取消一次，再约下一次。', en: 'Use or give up one of them first.' },
  },
  unions_only: {
    status: 422,
    message: { zh: '这个房间由工会来约。', en: 'This room is booked by unions.' },
    hint: { zh: '请找您的工会帮您约。', en: 'Ask your union to book it for you.' },
  },
  bad_booking_step: {
    status: 409,
    message: { zh: '这个预约现在不能这样改。', en: 'The booking cannot take this step now.' },
    hint: { zh: '刷新后看看它现在的状态。', en: 'Reload to see its present state.' },
  },
  booking_reason_missing: {
    status: 422,
    message: { zh: '请写明原因，预约的人会看到。', en: 'Say why: whoever booked will read it.' },
    hint: { zh: '例如：这天另有安排。', en: 'For example: the room is needed that day.' },
  },
  bad_blackout: {
    status: 422,
    message: { zh: '结束要在开始和现在之后。', en: 'The end lies after the beginning, and in the future.' },
    hint: { zh: '请检查两个时间。', en: 'Check both times.' },
  },
  collisions_changed: {
    status: 409,
    message: {
      zh: '这段时间里现在有 {count} 个预约，和您看到的不一样。',
      en: 'There are {count} bookings in that time now, other than you were shown.',
    },
    hint: { zh: '请再看一遍名单，再停用。', en: 'Look at the list again before you close the room.' },
  },
});
