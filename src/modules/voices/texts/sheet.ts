import type { VOICE_KINDS, VOICE_STATES } from '../contract.ts';

interface Words {
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly kinds: Readonly<Record<(typeof VOICE_KINDS)[number], string>>;
  readonly states: Readonly<Record<(typeof VOICE_STATES)[number], string>>;
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
  },
};
