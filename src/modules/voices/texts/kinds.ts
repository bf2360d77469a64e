import type { VOICE_KINDS } from '../contract.ts';

type Words = Readonly<Record<(typeof VOICE_KINDS)[number], string>>;

/** What kind a voice is, as the desk and its sheets call it. */
export const KIND_WORDS: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    suggestion: '意见',
    wish: '心愿',
    interview: '作息访谈留言',
    visit: '走访记下的需求',
    fault: '久修不好的问题',
    hotline: '热线来件',
  },
  en: {
    suggestion: 'Suggestion',
    wish: 'Wish',
    interview: 'Words of an interview',
    visit: 'Need noted on a visit',
    fault: 'Fault that nobody mends',
    hotline: 'Hotline case',
  },
};
