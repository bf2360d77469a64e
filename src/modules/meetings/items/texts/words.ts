import type { Locale } from '#kernel/i18n';
import type { StepField } from '../contract.ts';

/** What a step may lack, in a sentence. */
export const FIELD_WORDS: Readonly<Record<Locale, Readonly<Record<StepField, string>>>> = {
  zh: { reason: '原因或说明', dueOn: '新的期限', outcome: '办理结果', how: '结果怎么样', owner: '责任人' },
  en: {
    reason: 'the reason',
    dueOn: 'the new date',
    outcome: 'what came of it',
    how: 'how it ended',
    owner: 'who answers for it',
  },
};
