/** As places have them. */
type FaultKind = 'closed' | 'locked_out' | 'no_water' | 'broken' | 'other';

/** What is wrong at a place, as a voice says it. */
const WRONG: Readonly<Record<FaultKind, string>> = {
  closed: '开放时间关着门',
  locked_out: '进不去',
  no_water: '没有水',
  broken: '设施坏了',
  other: '有东西用不了',
};

interface Stale {
  readonly place: string;
  readonly kind: FaultKind;
  readonly facility: string | null;
  readonly since: string;
  readonly days: number;
  readonly reports: number;
}

/** A fault that nobody mends, in the words of a voice. */
export function staleFault({ place, kind, facility, since, days, reports }: Stale): string {
  const what = facility === null ? WRONG[kind] : `${WRONG[kind]}（${facility}）`;
  return `${place}：${what}。${since} 报修，${days} 天了还没有修好，共有 ${reports} 次报告。`;
}

/** It was answered as mended. */
export function faultAgain(on: string): string {
  return `${on} 又有人说没有修好。`;
}

/** What became of it since. */
export function settledFault(refused: boolean, reason: string | null, on: string): string {
  if (refused) return `${on} 看管的工会说明没有办${reason === null ? '。' : `：${reason}`}`;
  return `${on} 已经修好。`;
}
