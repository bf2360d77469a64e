import type { GROUPINGS, Measure } from '../contract.ts';

interface RhythmText {
  readonly measures: Readonly<Record<Measure, string>>;
  /** What the line of each measure says. */
  readonly lines: Readonly<Record<Measure, string>>;
  readonly by: Readonly<Record<(typeof GROUPINGS)[number], string>>;
  readonly answers: string;
  readonly all: string;
  readonly hidden: string;
  readonly file: string;
  readonly share: string;
  half(code: string): string;
  source(least: number): string;
  counted(n: number, upTo: string): string;
  rest(n: number): string;
  tooFew(least: number): string;
}

/** The words of the picture wherever it is: on the desk's page, in Excel, on paper. */
export const RHYTHM_TEXTS: Readonly<Record<'zh' | 'en', RhythmText>> = {
  zh: {
    measures: {
      hours: '一天干多久',
      days: '一个月干几天',
      stretch: '最长连着干多久不歇',
      rest: '在哪儿歇脚',
    },
    lines: {
      hours: '每天超过 10 小时',
      days: '每月 26 天及以上',
      stretch: '连着超过 4 小时不歇',
      rest: '没有正经地方歇脚',
    },
    by: { job: '按工种', area: '按地方', platform: '按平台' },
    answers: '份数',
    all: '全部',
    hidden: '不单列',
    file: '作息',
    share: '占比',
    half: (code) => `${code.slice(0, 4)} 年${code.endsWith('H1') ? '上' : '下'}半年`,
    source: (least) =>
      `数字来自劳动者自己点选的回答，不记名。不到 ${least} 份的数不单列，并入“不单列”一段；为了不被倒推出来，有时相邻的数也一起并入。`,
    counted: (n, upTo) => `共 ${n} 份，算到 ${Number(upTo.slice(0, 4))} 年 ${Number(upTo.slice(5))} 月底。`,
    rest: (n) => `另有 ${n} 份属于人数较少的类别，没有单列，已计入“全部”。`,
    tooFew: (least) => `还不到 ${least} 份，先不显示。`,
  },
  en: {
    measures: {
      hours: 'Hours a day',
      days: 'Days a month',
      stretch: 'Longest stretch without a rest',
      rest: 'Where they rest',
    },
    lines: {
      hours: 'Over 10 hours a day',
      days: '26 days a month and more',
      stretch: 'Over 4 hours without a rest',
      rest: 'No proper place to rest',
    },
    by: { job: 'By job', area: 'By area', platform: 'By platform' },
    answers: 'Answers',
    all: 'All',
    hidden: 'not told apart',
    file: 'Rhythm',
    share: 'share',
    half: (code) => `${code.endsWith('H1') ? 'First' : 'Second'} half of ${code.slice(0, 4)}`,
    source: (least) =>
      `Tapped by the workers themselves, without names. Counts below ${least} stand together as “not told apart”; sometimes a neighbour joins them, so that they cannot be computed.`,
    counted: (n, upTo) => `${n} answers in all, up to the end of ${upTo}.`,
    rest: (n) => `${n} more are of small groups that are not listed; they count under “All”.`,
    tooFew: (least) => `Fewer than ${least} answers so far: not shown yet.`,
  },
};
