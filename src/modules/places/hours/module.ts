import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import { setHours } from './actions.ts';
import { setHolidays } from './calendar/actions.ts';
import * as calendar from './calendar/contract.ts';
import { getHolidays, listHolidayTodos } from './calendar/queries.ts';
import * as contract from './contract.ts';
import { addException, withdrawException } from './exceptions/actions.ts';
import { listExceptions } from './exceptions/queries.ts';
import { keepTimes } from './jobs.ts';

/** When places are open: the pattern, the calendar it goes by, what differs from it, and the times worked out from all three. */
export const hoursRoutes: readonly Route[] = [
  route(contract.setHours, setHours),
  route(contract.listExceptions, listExceptions),
  route(contract.addException, addException),
  route(contract.withdrawException, withdrawException),
  route(calendar.getHolidays, getHolidays),
  route(calendar.setHolidays, setHolidays),
  route(contract.listHolidayTodos, listHolidayTodos),
];

export const hoursJobs: readonly Job[] = [keepTimes];
