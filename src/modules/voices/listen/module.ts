import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import { rhythmPaper, rhythmSheet } from './export/queries.ts';
import { forgetInterviewsJob } from './jobs.ts';
import * as queries from './queries.ts';

/** Six taps about work and rest, and the picture that ten and more of them make. */
export const listenRoutes: readonly Route[] = [
  route(contract.interviewTerms, queries.interviewTerms),
  route(contract.takeInterview, actions.takeInterview),
  route(contract.readRhythm, queries.readRhythm),
  route(contract.rhythmSheet, rhythmSheet),
  route(contract.rhythmPaper, rhythmPaper),
];

export const listenJobs: readonly Job[] = [forgetInterviewsJob];
