import type { HotlineRemark } from '../contract.ts';

interface LeftWords {
  readonly sheet: string;
  readonly row: string;
  readonly why: string;
  readonly chosen: string;
  readonly separator: string;
  readonly remarks: Readonly<Record<HotlineRemark, string>>;
}

/** What the sheet of rows that were left out says. */
export const LEFT_WORDS: Readonly<Record<'zh' | 'en', LeftWords>> = {
  zh: {
    sheet: '没有导入的行',
    row: '第几行',
    why: '为什么没有导入，怎么办',
    chosen: '有人选了不导入',
    separator: '；',
    remarks: {
      no_case_no: '没有工单编号，请补上',
      no_text: '没有诉求内容，请补上',
      known_case: '这个编号已经导入过，不用再导',
      known_open: '这个编号已经导入过，还等着回复；名单上已办结，请到意见里回复',
      twice_in_file: '这个编号在前面的行里有了，请核对是不是同一件',
      unknown_union: '工会名对不上，归到导入的工会',
      unknown_area: '街道名对不上，没有记街道',
      no_date: '没有日期，按导入那天算',
      bad_date: '日期看不懂或在今天以后，按导入那天算',
      cut_text: '内容太长，只留了前 1000 字',
      no_answer: '写着已办结，没有写答复',
    },
  },
  en: {
    sheet: 'Rows left out',
    row: 'Row',
    why: 'Why it was left out, and what to do',
    chosen: 'Somebody chose to leave it out',
    separator: '; ',
    remarks: {
      no_case_no: 'No case number: add it',
      no_text: 'No words: add them',
      known_case: 'This number is on record already: nothing to do',
      known_open: 'On record already and still without an answer; the list says finished: answer it there',
      twice_in_file: 'This number stands further up: check whether it is the same case',
      unknown_union: 'No union of yours bears this name: given to the one that takes the list in',
      unknown_area: 'No street bears this name: none noted',
      no_date: 'No date: the day of taking it in counts',
      bad_date: 'The date is unreadable or lies ahead: the day of taking it in counts',
      cut_text: 'Too long: the first 1,000 characters were kept',
      no_answer: 'Said to be finished, without an answer',
    },
  },
};
