/** Why a time cannot be booked, in words; `none`: nothing is free soon. */
export const OBSTACLE_WORDS = {
  past: { zh: '已经过去', en: 'it is over' },
  too_far: { zh: '还没到可以约的日子', en: 'it is too far ahead' },
  length: { zh: '时长不合这个房间的规则', en: 'the room is booked for other lengths' },
  grid: { zh: '起止不在可选的时间点上', en: 'it does not begin or end at a time that can be chosen' },
  shut: { zh: '那时不开放', en: 'it is closed then' },
  taken: { zh: '已经有人约了', en: 'somebody has it' },
  none: { zh: '两周内没有了', en: 'none within two weeks' },
} as const;
