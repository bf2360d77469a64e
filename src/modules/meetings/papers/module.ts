import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import * as contract from './contract.ts';
import * as queries from './queries.ts';

/** What is printed and put into calendars: notice, agenda, sign-in sheet, minutes. */
export const papersRoutes: readonly Route[] = [
  route(contract.listPapers, queries.listPapers),
  route(contract.paperAsWord, queries.paperAsWord),
  route(contract.paperAsPdf, queries.paperAsPdf),
  route(contract.getMeetingCalendar, queries.getMeetingCalendar),
];

export const papersJobs: readonly Job[] = [];
