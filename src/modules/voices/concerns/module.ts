import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import * as actions from './actions.ts';
import { answerConcern } from './answer/actions.ts';
import * as contract from './contract.ts';
import { exportConcerns } from './export/queries.ts';
import { hearStaleFaults } from './jobs.ts';
import { listConcerns } from './queries.ts';
import { endReferral, referConcern } from './refer/actions.ts';
import * as similar from './similar/contract.ts';
import { listAlike, suggestLike } from './similar/queries.ts';
import { listThemes } from './themes/queries.ts';
import { getConcern } from './trail/queries.ts';

export const concernsRoutes: readonly Route[] = [
  route(contract.listThemes, listThemes),
  route(contract.listConcerns, listConcerns),
  route(contract.exportConcerns, exportConcerns),
  route(similar.suggestLike, suggestLike),
  route(similar.listAlike, listAlike),
  route(contract.getConcern, getConcern),
  route(contract.makeConcern, actions.makeConcern),
  route(contract.editConcern, actions.editConcern),
  route(contract.addVoices, actions.addVoices),
  route(contract.releaseVoices, actions.releaseVoices),
  route(contract.mergeConcern, actions.mergeConcern),
  route(contract.referConcern, referConcern),
  route(contract.endReferral, endReferral),
  route(contract.answerConcern, answerConcern),
];

export const concernsJobs: readonly Job[] = [hearStaleFaults];
