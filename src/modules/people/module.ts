import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import * as formActions from './forms/actions.ts';
import * as forms from './forms/contract.ts';
import * as formQueries from './forms/queries.ts';
import * as joinActions from './join/actions.ts';
import * as coverage from './coverage/contract.ts';
import { coverageDay } from './coverage/jobs.ts';
import * as coverageQueries from './coverage/queries.ts';
import * as find from './find/contract.ts';
import * as findActions from './find/actions.ts';
import { exportPeople } from './find/export/queries.ts';
import { spellNames } from './find/jobs.ts';
import * as findQueries from './find/queries.ts';
import * as join from './join/contract.ts';
import * as joinQueries from './join/queries.ts';
import { ownerCode, tellApplicant } from './jobs.ts';
import * as moveActions from './moves/actions.ts';
import * as moves from './moves/contract.ts';
import { moveDueJob, tellMover } from './moves/jobs.ts';
import * as moveQueries from './moves/queries.ts';
import * as queries from './queries.ts';
import * as reviewActions from './review/actions.ts';
import * as review from './review/contract.ts';
import * as reviewQueries from './review/queries.ts';
import * as rosterActions from './roster/actions.ts';
import * as roster from './roster/contract.ts';
import {
  applyRosterJob,
  compareRosterJob,
  forgetImportsJob,
  resumeImports,
  undoRosterJob,
} from './roster/jobs.ts';
import * as rosterList from './roster/list/queries.ts';
import * as rosterQueries from './roster/queries.ts';
import { downloadRefused } from './roster/refused/queries.ts';
import { undoImportRows } from './roster/undo/actions.ts';
import * as retention from './retention/contract.ts';
import { clearDueJob } from './retention/jobs.ts';
import * as retentionQueries from './retention/report/queries.ts';
import * as rightsActions from './rights/actions.ts';
import * as answerActions from './rights/answer/actions.ts';
import * as answerQueries from './rights/answer/queries.ts';
import * as rights from './rights/contract.ts';
import { replayErasures } from './rights/erase/actions.ts';
import { followRequest, leaveAccount } from './rights/jobs.ts';
import * as rightsQueries from './rights/queries.ts';
import * as standingActions from './standing/actions.ts';
import { tellMember } from './standing/jobs.ts';
import { keepMembers, passMembers, passRoster } from './succession/jobs.ts';
import { myDataPages } from './ui/print/my-data.ts';
import { registrationForm } from './ui/print/registration-form.ts';

definePermissions('people', {
  read: ['chair', 'membership_officer', 'viewer'],
  review: ['chair', 'membership_officer'],
  approve: ['chair', 'membership_officer'],
  reveal: ['chair', 'membership_officer'],
  import: ['chair', 'membership_officer'],
  export: ['chair', 'membership_officer'],
  move: ['chair', 'membership_officer'],
  rights: ['chair', 'membership_officer'],
  retention: ['system_admin', 'auditor'],
});

/** Persons and their membership: joining, approval in batches against a resolution, the register. */
export default defineModule({
  name: 'people',
  migrations: new URL('./migrations/', import.meta.url),
  keyed: {
    sealed: [
      'people.person.id_sealed',
      'people.person.phone_sealed',
      'people.person.details_sealed',
      'people.application.id_sealed',
      'people.application.phone_sealed',
      'people.roster_file.sealed',
      'people.roster_row.given_sealed',
      'people.roster_row.before_sealed',
      'people.rights_request.wish_sealed',
      'people.form.file',
    ],
    hashed: [
      { at: 'people.person.id_hash', purpose: 'id' },
      { at: 'people.person.phone_hash', purpose: 'phone' },
      { at: 'people.application.id_hash', purpose: 'id' },
      { at: 'people.application.phone_hash', purpose: 'phone' },
    ],
  },
  jobs: [
    ownerCode,
    moveDueJob,
    compareRosterJob,
    applyRosterJob,
    undoRosterJob,
    resumeImports,
    forgetImportsJob,
    coverageDay,
    spellNames,
    clearDueJob,
  ],
  replayErasures,
  hears: [
    tellApplicant,
    tellMover,
    tellMember,
    keepMembers,
    passMembers,
    passRoster,
    followRequest,
    leaveAccount,
  ],
  routes: [
    route(join.submitApplication, joinActions.submitApplication),
    route(join.trackApplication, joinQueries.trackApplication),
    route(join.sendTrackCode, joinActions.sendTrackCode),
    route(join.verifyTrackCode, joinActions.verifyTrackCode),
    route(join.releasePhone, joinActions.releasePhone),
    route(join.correctApplication, joinActions.correctApplication),
    route(join.withdrawApplication, joinActions.withdrawApplication),
    route(join.openMyApplication, joinActions.openMyApplication),
    route(review.listApplications, reviewQueries.listApplications),
    route(review.getApplication, reviewQueries.getApplication),
    route(review.revealApplication, reviewActions.revealApplication),
    route(review.returnApplications, reviewActions.returnApplications),
    route(review.rejectApplications, reviewActions.rejectApplications),
    route(review.offerApplications, reviewActions.offerApplications),
    route(review.bounceApplications, reviewActions.bounceApplications),
    route(review.listResolutions, reviewQueries.listResolutions),
    route(review.createResolution, reviewActions.createResolution),
    route(review.attachToResolution, reviewActions.attachToResolution),
    route(review.readAttachment, reviewQueries.readAttachment),
    route(review.approveApplications, reviewActions.approveApplications),
    route(find.listPeople, findQueries.listPeople),
    route(find.lookupPerson, findActions.lookupPerson),
    route(find.exportPeople, exportPeople),
    route(find.listViews, findQueries.listViews),
    route(find.saveView, findActions.saveView),
    route(find.deleteView, findActions.deleteView),
    route(contract.listPeopleTodos, queries.listPeopleTodos),
    route(contract.countMembers, queries.countMembers),
    route(contract.getPerson, queries.getPerson),
    route(contract.revealPerson, actions.revealPerson),
    route(contract.printRegistration, async (ctx, input) => {
      const form = await queries.registrationOf(ctx, input);
      const name = form.memberNo === null ? '入会登记表.pdf' : `入会登记表-${form.memberNo}.pdf`;
      return { bytes: await registrationForm(form, ctx.now), name };
    }),
    route(contract.getMe, queries.getMe),
    route(rights.getMyRights, rightsQueries.getMyRights),
    route(rights.listMyLooks, rightsQueries.listMyLooks),
    route(rights.sendMyCode, rightsActions.sendMyCode),
    route(rights.takeMyData, rightsActions.takeMyData),
    route(rights.printMyData, async (ctx, input) => {
      const pages = await rightsQueries.pagesOf(ctx, await rightsActions.takeCopy(ctx, input));
      return { bytes: await myDataPages(pages, ctx.now), name: `${pages.title}.pdf` };
    }),
    route(rights.changeMyWork, rightsActions.changeMyWork),
    route(rights.sendNewPhoneCode, rightsActions.sendNewPhoneCode),
    route(rights.changeMyPhone, rightsActions.changeMyPhone),
    route(rights.chooseNews, rightsActions.chooseNews),
    route(rights.askByRight, rightsActions.askByRight),
    route(rights.listRequests, answerQueries.listRequests),
    route(rights.getRequest, answerQueries.getRequest),
    route(rights.revealRequest, answerActions.revealRequest),
    route(rights.doRequest, answerActions.doRequest),
    route(rights.refuseRequest, answerActions.refuseRequest),
    route(retention.getRetention, retentionQueries.getRetention),
    route(retention.listRetentionRuns, retentionQueries.listRetentionRuns),
    route(retention.exportRetention, retentionQueries.exportRetention),
    route(moves.startTransfer, moveActions.startTransfer),
    route(moves.claimTransfer, moveActions.claimTransfer),
    route(moves.listTransfers, moveQueries.listTransfers),
    route(moves.getTransfer, moveQueries.getTransfer),
    route(moves.recordConsent, moveActions.recordConsent),
    route(moves.acceptTransfer, moveActions.acceptTransfer),
    route(moves.refuseTransfer, moveActions.refuseTransfer),
    route(moves.withdrawTransfer, moveActions.withdrawTransfer),
    route(moves.answerMyTransfer, moveActions.answerMyTransfer),
    route(moves.retainMember, standingActions.retainMember),
    route(moves.restoreMember, standingActions.restoreMember),
    route(moves.stayMember, standingActions.stayMember),
    route(moves.endMembership, standingActions.endMembership),
    route(moves.warnMember, standingActions.warnMember),
    route(moves.deemResigned, standingActions.deemResigned),
    route(forms.listForms, formQueries.listForms),
    route(forms.uploadForm, formActions.uploadForm),
    route(forms.getForm, formQueries.getForm),
    route(forms.mapForm, formActions.mapForm),
    route(forms.deleteForm, formActions.deleteForm),
    route(forms.exportForm, formActions.exportForm),
    route(coverage.getCoverage, coverageQueries.getCoverage),
    route(coverage.getCoverageTrend, coverageQueries.getCoverageTrend),
    route(roster.listRosters, rosterList.listRosters),
    route(roster.uploadRoster, rosterActions.uploadRoster),
    route(roster.listImports, rosterList.listImports),
    route(roster.getImport, rosterQueries.getImport),
    route(roster.guessImport, rosterQueries.guessImport),
    route(roster.mapImport, rosterActions.mapImport),
    route(roster.remapImport, rosterActions.remapImport),
    route(roster.listImportRows, rosterQueries.listImportRows),
    route(roster.skipImportRows, rosterActions.skipImportRows),
    route(roster.confirmImport, rosterActions.confirmImport),
    route(roster.discardImport, rosterActions.discardImport),
    route(roster.undoImportRows, undoImportRows),
    route(roster.undoImport, rosterActions.undoImport),
    route(roster.downloadRefused, downloadRefused),
  ],
});
