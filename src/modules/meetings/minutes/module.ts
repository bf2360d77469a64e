import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import { beginMinutes, circulateMinutes, issueMinutes, reopenMinutes, setConsensus } from './actions.ts';
import * as contract from './contract.ts';
import { getMinutes, minutesFromRecords, sectionHistory } from './queries.ts';
import * as sections from './sections/actions.ts';

/** The minutes: written by several at once, circulated, issued. */
export const minutesRoutes: readonly Route[] = [
  route(contract.getMinutes, getMinutes),
  route(contract.beginMinutes, beginMinutes),
  route(contract.minutesFromRecords, minutesFromRecords),
  route(contract.editSection, sections.editSection),
  route(contract.sectionHistory, sectionHistory),
  route(contract.addSection, sections.addSection),
  route(contract.moveSection, sections.moveSection),
  route(contract.orderSections, sections.orderSections),
  route(contract.setConsensus, setConsensus),
  route(contract.circulateMinutes, circulateMinutes),
  route(contract.reopenMinutes, reopenMinutes),
  route(contract.issueMinutes, issueMinutes),
];

export const minutesJobs: readonly Job[] = [];
