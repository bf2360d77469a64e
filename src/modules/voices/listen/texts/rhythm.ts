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
  quarter(code: string): string;
  source(least: number): string;
  counted(n: number): string;
  rest(n: number): string;
  tooFew(least: number): string;
}

const MONTHS = ['1–3', '4–6', '7–9', '10–12'];
const MONTHS_EN = ['Jan–Mar', 'Apr–Jun', 'Jul–Sep', 'Oct–Dec'];

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
    quarter: (code) => `${code.slice(0, 4)} 年 ${MONTHS[Number(code.slice(5)) - 1]} 月`,
    source: (least) =>
      `数字来自劳动者自己点选的回答，不记名。不到 ${least} 份的数不单列，并入“不单列”一段；为了不被倒推出来，有时相邻的数也一起并入。按季度算：一个季度过完了才显示，显示以后不再变；正在过的这个季度收到的，这里还没有算。`,
    counted: (n) => `共 ${n} 份`,
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
    quarter: (code) => `${MONTHS_EN[Number(code.slice(5)) - 1]} ${code.slice(0, 4)}`,
    source: (least) =>
      `Tapped by the workers themselves, without names. Counts below ${least} stand together as “not told apart”; sometimes a neighbour joins them, so that they cannot be computed. Counted by quarters: one is shown when it is over and never changes after; what comes in this quarter is not counted here yet.`,
    counted: (n) => `${n} answers in all`,
    rest: (n) => `${n} more are of small groups that are not listed; they count under “All”.`,
    tooFew: (least) => `Fewer than ${least} answers so far: not shown yet.`,
  },
};
