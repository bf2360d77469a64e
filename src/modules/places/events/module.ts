import { route } from '#kernel/module';
import { recordEvent, updateEvent } from './actions.ts';
import * as contract from './contract.ts';
import { listEvents } from './queries.ts';

/** What happened at a place. */
export const eventRoutes = [
  route(contract.listEvents, listEvents),
  route(contract.recordEvent, recordEvent),
  route(contract.updateEvent, updateEvent),
];
