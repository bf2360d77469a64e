import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import { hostWordsJob } from './jobs.ts';
import * as queries from './queries.ts';
import { sayAsHost } from './say/actions.ts';
import { undoAsHost } from './undo/actions.ts';

/** Those whose room it is speak for a place by a link, and what is given them on paper. */
export const hostRoutes: readonly Route[] = [
  route(contract.openHostPage, queries.openHostPage),
  route(contract.sayAsHost, sayAsHost),
  route(contract.undoAsHost, undoAsHost),
  route(contract.getPlaceHost, queries.getPlaceHost),
  route(contract.makeHostLink, actions.makeHostLink),
  route(contract.revokeHostLink, actions.revokeHostLink),
  route(contract.printHostPack, actions.printHostPack),
  route(contract.printSigns, actions.printSigns),
];

export const hostJobs: readonly Job[] = [hostWordsJob];
