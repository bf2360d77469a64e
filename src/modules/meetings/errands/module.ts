import type { Job } from '#kernel/jobs';
import { route, type Route } from '#kernel/module';
import { answerErrand, receiveErrand } from './answer/actions.ts';
import * as contract from './contract.ts';
import { confirmAnswers, enterAnswer, giveBackAnswer } from './desk/actions.ts';
import * as desk from './desk/contract.ts';
import { listErrands, listItemErrands, readErrandFile } from './desk/queries.ts';
import { sendFile, ticketForFile } from './files/actions.ts';
import { clearUploadsJob } from './jobs.ts';
import * as links from './links/actions.ts';
import { openErrand } from './page/queries.ts';
import * as progress from './progress/contract.ts';
import { unitProgress } from './progress/queries.ts';

/** What units are asked and answer by their links, and officers who confirm where it came from. */
export const errandsRoutes: readonly Route[] = [
  route(contract.openErrand, openErrand),
  route(contract.receiveErrand, receiveErrand),
  route(contract.answerErrand, answerErrand),
  route(contract.ticketForFile, ticketForFile),
  route(contract.sendFile, sendFile),
  route(desk.listErrands, listErrands),
  route(desk.listItemErrands, listItemErrands),
  route(desk.askUnit, links.askUnit),
  route(desk.renewErrandLink, links.renewErrandLink),
  route(desk.renewMeetingLinks, links.renewMeetingLinks),
  route(desk.endErrandLink, links.endErrandLink),
  route(desk.sendErrandLink, links.sendErrandLink),
  route(desk.confirmAnswers, confirmAnswers),
  route(desk.giveBackAnswer, giveBackAnswer),
  route(desk.enterAnswer, enterAnswer),
  route(desk.readErrandFile, readErrandFile),
  route(progress.unitProgress, unitProgress),
];

export const errandsJobs: readonly Job[] = [clearUploadsJob];
