import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import * as contract from './contract.ts';
import * as queries from './queries.ts';

/** Bodies and their units, the plan of the year, topics, the notice and who comes. */
export const prepRoutes: readonly Route[] = [route(contract.getMeeting, queries.getMeeting)];

export const prepJobs: readonly Job[] = [];
