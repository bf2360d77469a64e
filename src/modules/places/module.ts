import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import * as intakes from './intake/actions.ts';
import * as intake from './intake/contract.ts';
import { forgetIntakesJob } from './intake/jobs.ts';
import * as intakeQueries from './intake/queries.ts';
import * as queries from './queries.ts';
import { forgetEvidenceJob, titlesDueJob } from './titles/jobs.ts';
import { titleRoutes } from './titles/module.ts';

definePermissions('places', {
  read: ['chair', 'membership_officer', 'viewer'],
  manage: ['chair', 'membership_officer'],
  award: ['chair'],
  settings: ['chair', 'system_admin'],
});

/** Stations, reading rooms' premises, workers' homes, venues: where they are, whether they are open, how far that is true. */
export default defineModule({
  name: 'places',
  migrations: new URL('./migrations/', import.meta.url),
  jobs: [forgetIntakesJob, titlesDueJob, forgetEvidenceJob],
  routes: [
    route(contract.listPlaces, queries.listPlaces),
    route(contract.getPlace, queries.getPlace),
    route(contract.createPlace, actions.createPlace),
    route(contract.updatePlace, actions.updatePlace),
    route(contract.changePlaceState, actions.changePlaceState),
    route(contract.setEquipment, actions.setEquipment),
    route(contract.getPlaceTerms, queries.getPlaceTerms),
    route(contract.listPlaceTodos, queries.listPlaceTodos),
    ...titleRoutes,
    route(intake.uploadIntake, intakes.uploadIntake),
    route(intake.listIntakes, intakeQueries.listIntakes),
    route(intake.getIntake, intakeQueries.getIntake),
    route(intake.mapIntake, intakes.mapIntake),
    route(intake.listIntakeRows, intakeQueries.listIntakeRows),
    route(intake.skipIntakeRow, intakes.skipIntakeRow),
    route(intake.applyIntake, intakes.applyIntake),
    route(intake.undoIntake, intakes.undoIntake),
    route(intake.discardIntake, intakes.discardIntake),
  ],
});
