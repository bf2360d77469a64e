import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import * as actions from './actions.ts';
import * as apply from './apply/actions.ts';
import * as contract from './contract.ts';
import { forgetHotlineJob } from './jobs.ts';
import { exportLeftOut } from './left/queries.ts';
import * as queries from './queries.ts';

export const hotlineRoutes: readonly Route[] = [
  route(contract.uploadHotline, actions.uploadHotline),
  route(contract.listHotline, queries.listHotline),
  route(contract.getHotline, queries.getHotline),
  route(contract.mapHotline, actions.mapHotline),
  route(contract.listHotlineRows, queries.listHotlineRows),
  route(contract.skipHotlineRow, actions.skipHotlineRow),
  route(contract.applyHotline, apply.applyHotline),
  route(contract.exportLeftOut, exportLeftOut),
  route(contract.undoHotline, apply.undoHotline),
  route(contract.discardHotline, actions.discardHotline),
];

export const hotlineJobs: readonly Job[] = [forgetHotlineJob];
