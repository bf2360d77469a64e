import type { TodoSentences } from '#web/staff/todo.ts';

export const meetingTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = { zh: {}, en: {} };
