import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import * as joinActions from './join/actions.ts';
import * as join from './join/contract.ts';
import * as joinQueries from './join/queries.ts';
import { keepMembers, ownerCode, tellApplicant } from './jobs.ts';
import * as queries from './queries.ts';
import * as review from './review/actions.ts';
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
    route(join.listApplications, joinQueries.listApplications),
    route(join.getApplication, joinQueries.getApplication),
    route(join.revealApplication, review.revealApplication),
    route(join.returnApplications, review.returnApplications),
    route(join.rejectApplications, review.rejectApplications),
    route(join.offerApplications, review.offerApplications),
    route(join.bounceApplications, review.bounceApplications),
    route(join.listResolutions, joinQueries.listResolutions),
    route(join.createResolution, review.createResolution),
    route(join.attachToResolution, review.attachToResolution),
    route(join.readAttachment, joinQueries.readAttachment),
    route(join.approveApplications, review.approveApplications),
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
