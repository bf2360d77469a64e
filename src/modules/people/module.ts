import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import * as joinActions from './join/actions.ts';
import * as join from './join/contract.ts';
import * as joinQueries from './join/queries.ts';
import { keepMembers, ownerCode, tellApplicant } from './jobs.ts';
import * as queries from './queries.ts';
import * as reviewActions from './review/actions.ts';
import * as review from './review/contract.ts';
import * as reviewQueries from './review/queries.ts';
import { registrationForm } from './ui/print/registration-form.ts';

definePermissions('people', {
  read: ['chair', 'membership_officer', 'viewer'],
  review: ['chair', 'membership_officer'],
  approve: ['chair', 'membership_officer'],
  reveal: ['chair', 'membership_officer'],
});

/** Persons and their membership: joining, approval in batches against a resolution, the register. */
export default defineModule({
  name: 'people',
  migrations: new URL('./migrations/', import.meta.url),
  jobs: [ownerCode],
  hears: [tellApplicant, keepMembers],
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
    route(contract.listPeople, queries.listPeople),
    route(contract.listPeopleTodos, queries.listPeopleTodos),
    route(contract.countMembers, queries.countMembers),
    route(contract.getPerson, queries.getPerson),
    route(contract.revealPerson, actions.revealPerson),
    route(contract.printRegistration, async (ctx, input) => {
      const form = await queries.registrationOf(ctx, input);
      return { bytes: await registrationForm(form, ctx.now), name: `入会登记表-${form.memberNo}.pdf` };
    }),
    route(contract.getMe, queries.getMe),
  ],
});
