import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import * as actions from './actions.ts';
import { carryItem } from './carry/actions.ts';
import * as carry from './carry/contract.ts';
import { chaseItem } from './chase/actions.ts';
import * as chase from './chase/contract.ts';
import { linkItemConcerns } from './concerns/actions.ts';
import * as concerns from './concerns/contract.ts';
import { listItemConcerns } from './concerns/queries.ts';
import * as contract from './contract.ts';
import { exportItems } from './export/queries.ts';
import * as figures from './figures/contract.ts';
import { itemFigures } from './figures/queries.ts';
import { addItemFile } from './files/actions.ts';
import * as files from './files/contract.ts';
import { readItemFile } from './files/queries.ts';
import { itemChoices, listItems } from './list/queries.ts';
import * as queries from './queries.ts';
import { noteItem, stepItem } from './steps/actions.ts';
import { listMeetingTodos } from './todos/queries.ts';
import { chaseItemsJob } from './jobs.ts';
import * as steps from './steps/contract.ts';

/** What meetings agreed, and what comes of it: never without a state, never lost between two meetings. */
export const itemsRoutes: readonly Route[] = [
  route(contract.listMeetingTodos, listMeetingTodos),
  route(figures.itemFigures, itemFigures),
  route(contract.listItems, listItems),
  route(contract.exportItems, exportItems),
  route(contract.itemChoices, itemChoices),
  route(contract.getItem, queries.getItem),
  route(contract.listMeetingItems, queries.listMeetingItems),
  route(contract.addItem, actions.addItem),
  route(contract.undoItem, actions.undoItem),
  route(contract.editItem, actions.editItem),
  route(contract.revealOwner, actions.revealOwner),
  route(concerns.listItemConcerns, listItemConcerns),
  route(concerns.linkItemConcerns, linkItemConcerns),
  route(steps.stepItem, stepItem),
  route(steps.noteItem, noteItem),
  route(carry.carryItem, carryItem),
  route(chase.chaseItem, chaseItem),
  route(files.addItemFile, addItemFile),
  route(files.readItemFile, readItemFile),
];

export const itemsJobs: readonly Job[] = [chaseItemsJob];
