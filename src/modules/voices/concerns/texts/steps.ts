import type { REFERRAL_LANES } from '../../contract.ts';

type Lane = (typeof REFERRAL_LANES)[number];

/** What those are told whose voices are in a concern that was handed on; in the language in which they have spoken. */
export const HANDED: Readonly<Record<Lane, (union: string | null) => string>> = {
  hardship: (union) => `已转给${union ?? '工会'}的困难帮扶，由他们按规定了解情况。`,
  legal: (union) => `已转给${union ?? '工会'}的法律援助。`,
  hotline: () => '已转给 12351 职工服务热线。',
  station_fault: () => '已报修，由看管这个地点的人处理。',
  joint_topic: (union) => `已提交${union ?? '工会'}与政府的联席会议，等待列入议题。`,
};

/** Before what came of it. */
export const CAME_OF: Readonly<Record<Lane, string>> = {
  hardship: '困难帮扶',
  legal: '法律援助',
  hotline: '12351 热线',
  station_fault: '报修',
  joint_topic: '联席会议',
};
