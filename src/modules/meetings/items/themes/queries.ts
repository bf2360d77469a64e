import { z } from 'zod';
import { definePolicy } from '#kernel/policy';

const theme = z.object({
  code: z.string().regex(/^[a-z_]{1,40}$/),
  zh: z.string().min(1).max(40),
  en: z.string().min(1).max(60),
});

export const itemThemes = definePolicy<readonly z.output<typeof theme>[]>({
  key: 'meetings.item_themes',
  about:
    'Themes by which agreed items of joint meetings are told apart, in the order in which they are offered',
  schema: z.array(theme).min(1).max(40),
  fallback: [
    { code: 'worker_reform', zh: '产业工人队伍建设改革', en: 'Reform of the industrial workforce' },
    { code: 'rights', zh: '权益维护', en: 'Rights and interests' },
    { code: 'membership', zh: '会员发展', en: 'Membership' },
    { code: 'smart_union', zh: '智慧工会', en: 'Digital union' },
    { code: 'places', zh: '服务阵地', en: 'Places of service' },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
  source:
    'inference: topics of the Haidian joint meeting (domain.md) and of the reform of the industrial workforce',
});

export const undoMinutes = definePolicy<number>({
  key: 'meetings.item_undo_minutes',
  about: 'For how many minutes an agreed item added by mistake can be taken back without a trace on the list',
  schema: z.number().int().min(0).max(1440),
  fallback: 10,
  source: 'inference: long enough to notice in the room, too short to lose what was agreed',
});
