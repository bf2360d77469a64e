import { route, type Route } from '#kernel/module';
import * as steps from './cases/actions.ts';
import * as cases from './cases/contract.ts';
import * as contract from './contract.ts';
import * as evidence from './evidence/actions.ts';
import { readTitleFile } from './evidence/queries.ts';
import { exportTitles, titleCertificate, titleForm } from './papers/queries.ts';
import * as queries from './queries.ts';
import { changeTitleTemplate, createTitleTemplate, endTitleTemplate } from './templates/actions.ts';
import * as templates from './templates/contract.ts';
import { listTitleTemplates } from './templates/queries.ts';

/** Titles: their rules, the cases by which places get, keep and lose them, and what the public reads of it. */
export const titleRoutes: readonly Route[] = [
  route(templates.listTitleTemplates, listTitleTemplates),
  route(templates.createTitleTemplate, createTitleTemplate),
  route(templates.changeTitleTemplate, changeTitleTemplate),
  route(templates.endTitleTemplate, endTitleTemplate),
  route(contract.listTitles, queries.listTitles),
  route(contract.exportTitles, exportTitles),
  route(contract.countTitles, queries.countTitles),
  route(contract.listPlaceTitles, queries.listPlaceTitles),
  route(contract.getTitle, queries.getTitle),
  route(contract.titleCertificate, titleCertificate),
  route(contract.titleForm, titleForm),
  route(contract.listNotices, queries.listNotices),
  route(contract.getNotice, queries.getNotice),
  route(cases.openTitle, steps.openTitle),
  route(cases.applyForTitle, steps.applyForTitle),
  route(cases.withdrawTitle, steps.withdrawTitle),
  route(cases.addTitleNote, evidence.addTitleNote),
  route(cases.addTitleFile, evidence.addTitleFile),
  route(cases.readTitleFile, readTitleFile),
  route(cases.removeTitleEvidence, evidence.removeTitleEvidence),
  route(cases.passTitle, steps.passTitle),
  route(cases.returnTitle, steps.returnTitle),
  route(cases.rejectTitle, steps.rejectTitle),
  route(cases.planVisit, steps.planVisit),
  route(cases.recordVisit, steps.recordVisit),
  route(cases.startNotices, steps.startNotices),
  route(cases.awardTitle, steps.awardTitle),
  route(cases.reinspectTitle, steps.reinspectTitle),
  route(cases.rectifyTitle, steps.rectifyTitle),
  route(cases.revokeTitle, steps.revokeTitle),
];
