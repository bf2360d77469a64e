import { route, type Route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import * as queries from './queries.ts';

/** What tellers see and do by their link. */
export const saidRoutes: readonly Route[] = [
  route(contract.viewSaid, queries.viewSaid),
  route(contract.addSaid, actions.addSaid),
  route(contract.forgetSaid, actions.forgetSaid),
];
