import { route, type Route } from '#kernel/module';
import type { Job } from '#kernel/jobs';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import * as faultActions from './faults/actions.ts';
import * as faults from './faults/contract.ts';
import * as faultQueries from './faults/queries.ts';
import * as reportActions from './report/actions.ts';
import * as reportQueries from './report/queries.ts';
import { forgetWitnesses } from './jobs.ts';
import * as queries from './queries.ts';

/** How far places can be trusted: what is said of them, and what is wrong there. */
export const trustRoutes: readonly Route[] = [
  route(contract.sayOpen, actions.sayOpen),
  route(contract.getPlaceTrust, queries.getPlaceTrust),
  route(contract.checkPlace, actions.checkPlace),
  route(faults.reportFault, reportActions.reportFault),
  route(faults.trackFault, reportQueries.trackFault),
  route(faults.addToReport, reportActions.addToReport),
  route(faults.answerFixed, reportActions.answerFixed),
  route(faults.listMyFaults, reportQueries.listMyFaults),
  route(faults.openMyFault, reportActions.openMyFault),
  route(faults.listFaults, faultQueries.listFaults),
  route(faults.stepFault, faultActions.stepFault),
  route(faults.ackFaults, faultActions.ackFaults),
];

export const trustJobs: readonly Job[] = [forgetWitnesses];
