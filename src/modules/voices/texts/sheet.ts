import type { VOICE_KINDS, VOICE_STATES, VOICE_THEMES } from '../contract.ts';

interface Words {
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly kinds: Readonly<Record<(typeof VOICE_KINDS)[number], string>>;
  readonly states: Readonly<Record<(typeof VOICE_STATES)[number], string>>;
  readonly themes: Readonly<Record<(typeof VOICE_THEMES)[number], string>>;
}

/** The list in words: a sheet is read by people. */
export const SHEET_WORDS: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    sheet: '意见与心愿',
    columns: [
      '什么时候说的',
      '类别',
      '内容',
      '方面',
      '说给哪个工会',
      '地方',
      '街道或区',
      '哪一页',
      '状态',
      '等了几天',
      '回复',
      '回复时间',
      '后来又说的',
    ],
    kinds: {
      suggestion: '意见',
      wish: '心愿',
      interview: '作息访谈留言',
      visit: '走访记下的需求',
      fault: '久修不好的问题',
      hotline: '热线来件',
    },
    states: { open: '还没回复', grouped: '归入诉求', answered: '已回复' },
    themes: {
      pay: '报酬和单价',
      rules: '平台规则',
      hours: '工时和休息',
      safety: '安全',
      insurance: '社保和工伤',
      places: '驿站和设施',
      hardship: '困难帮扶',
      membership: '入会和会籍',
      pages: '网页不好用',
      other: '别的',
    },
  },
  en: {
    sheet: 'Voices',
    columns: [
      'Said',
      'Kind',
      'Words',
      'About',
      'Union',
      'Place',
      'Street or district',
      'Page',
      'State',
      'Days waited',
      'Answer',
      'Answered',
      'Added later',
    ],
    kinds: {
      suggestion: 'suggestion',
      wish: 'wish',
      interview: 'words of an interview',
      visit: 'need noted on a visit',
      fault: 'fault that nobody mends',
      hotline: 'hotline case',
    },
    states: { open: 'not answered', grouped: 'in a concern', answered: 'answered' },
    themes: {
      pay: 'pay',
      rules: 'rules of the platform',
      hours: 'hours and rest',
      safety: 'safety',
      insurance: 'insurance and injury',
      places: 'stations and what is in them',
      hardship: 'hardship',
      membership: 'membership',
      pages: 'these pages',
      other: 'something else',
    },
  },
};
