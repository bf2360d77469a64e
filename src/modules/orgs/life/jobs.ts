import type { Job } from '#kernel/jobs';
import { defineTemplates } from '#kernel/notify';
import { tellOfTerms } from './actions.ts';

defineTemplates('orgs', {
  term_expiring: {
    kind: 'service',
    text: {
      zh: '【职工之家】{union}本届 {date} 届满，还有 {days} 天。请准备换届：{link}',
      en: '[Zhijia] The term of {union} ends on {date}, in {days} days. Please prepare the election: {link}',
    },
  },
  term_overdue: {
    kind: 'service',
    text: {
      zh: '【职工之家】{union}本届已在 {date} 届满，还没有登记换届。办完后请在这里登记：{link}',
      en: '[Zhijia] The term of {union} ended on {date}; no election is recorded. Record it here: {link}',
    },
  },
  terms_several: {
    kind: 'service',
    text: {
      zh: '【职工之家】您负责的 {count} 个工会快要届满或已经届满。请登录看名单，安排换届：{link}',
      en: '[Zhijia] The terms of {count} unions in your care end soon or have ended. See which: {link}',
    },
  },
});

/** Every morning, before the first hour of work and after the night’s quiet. */
export const termNotices: Job = { name: 'orgs.term_notices', cron: '30 8 * * *', run: tellOfTerms };
