import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import * as files from './export/queries.ts';
import * as links from './links/actions.ts';
import { addNeed } from './needs/actions.ts';
import * as queries from './queries.ts';
import * as stops from './stops/actions.ts';

export const visitsRoutes: readonly Route[] = [
  route(contract.planVisit, actions.planVisit),
  route(contract.listVisits, queries.listVisits),
  route(contract.exportVisits, files.exportVisits),
  route(contract.getVisit, queries.getVisit),
  route(contract.printItinerary, files.printItinerary),
  route(contract.copyVisit, actions.copyVisit),
  route(contract.updateVisit, actions.updateVisit),
  route(contract.setVisitState, actions.setVisitState),
  route(contract.addStop, stops.addStop),
  route(contract.removeStop, stops.removeStop),
  route(contract.orderStops, stops.orderStops),
  route(contract.setStopState, stops.setStopState),
  route(contract.addNeed, addNeed),
  route(contract.makeVisitLink, links.makeVisitLink),
  route(contract.revokeVisitLink, links.revokeVisitLink),
];

export const visitsJobs: readonly Job[] = [];
