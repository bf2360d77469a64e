import type { VOICE_STATES } from '../contract.ts';

interface Words {
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly helped: string;
  readonly helpedNot: string;
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
    helped: '解决了',
    helpedNot: '没解决',
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
    helped: 'It helped',
    helpedNot: 'It did not help',
    states: { open: 'not answered', grouped: 'in a concern', answered: 'answered' },
  },
};
