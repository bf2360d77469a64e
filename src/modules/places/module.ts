import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import { hostJobs, hostRoutes } from './host/module.ts';
import { eventRoutes } from './events/module.ts';
import { erasePhotos } from './photos/actions.ts';
import { photoRoutes } from './photos/module.ts';
import { emptyBookings, forgetBookersJob, settleBookingsJob } from './venues/bookings/jobs.ts';
import { venueRoutes } from './venues/module.ts';
import * as intakes from './intake/actions.ts';
import * as intake from './intake/contract.ts';
import { forgetIntakesJob } from './intake/jobs.ts';
import * as intakeQueries from './intake/queries.ts';
import { nearPlaces, publicPlace } from './near/contract.ts';
import * as near from './near/queries.ts';
import { getMapTiles } from './map/contract.ts';
import * as map from './map/queries.ts';
import * as findContract from './find/contract.ts';
import { exportPlaces } from './find/export/queries.ts';
import * as find from './find/queries.ts';
import * as similar from './find/similar/queries.ts';
import * as many from './many/actions.ts';
import * as manyContract from './many/contract.ts';
import { exportRoutes } from './export/module.ts';
import { hoursJobs, hoursRoutes } from './hours/module.ts';
import * as queries from './queries.ts';
import { supplyRoutes } from './supplies/module.ts';
import { trustJobs, trustRoutes } from './trust/module.ts';
import { setPlaceTerms } from './terms/actions.ts';
import { getTermSettings as settingsContract } from './terms/contract.ts';
import { getTermSettings } from './terms/queries.ts';
import { forgetEvidenceJob, titlesDueJob } from './titles/jobs.ts';
import { titleRoutes } from './titles/module.ts';

definePermissions('places', {
  read: ['chair', 'membership_officer', 'viewer'],
  manage: ['chair', 'membership_officer'],
  book: ['chair', 'membership_officer'],
  award: ['chair'],
  settings: ['chair', 'system_admin'],
});

/** Stations, reading rooms' premises, workers' homes, venues: where they are, whether they are open, how far that is true. */
export default defineModule({
  name: 'places',
  migrations: new URL('./migrations/', import.meta.url),
  jobs: [
    ...hoursJobs,
    ...trustJobs,
    ...hostJobs,
    titlesDueJob,
    forgetEvidenceJob,
    settleBookingsJob,
    forgetBookersJob,
    forgetIntakesJob,
  ],
  routes: [
    route(contract.listPlaces, find.listPlaces),
    route(findContract.countPlaces, find.countPlaces),
    route(findContract.exportPlaces, exportPlaces),
    route(findContract.findSimilar, similar.findSimilar),
    route(findContract.listNeighbours, similar.listNeighbours),
    route(contract.getPlace, queries.getPlace),
    route(contract.createPlace, actions.createPlace),
    route(contract.updatePlace, actions.updatePlace),
    route(contract.changePlaceState, actions.changePlaceState),
    route(contract.setEquipment, actions.setEquipment),
    route(manyContract.changeManyStates, many.changeManyStates),
    route(manyContract.undoManyStates, many.undoManyStates),
    route(manyContract.moveManyPlaces, many.moveManyPlaces),
    route(settingsContract, getTermSettings),
    route(contract.setPlaceTerms, setPlaceTerms),
    route(contract.getPlaceTerms, queries.getPlaceTerms),
    route(contract.listPlaceTodos, queries.listPlaceTodos),
    route(getMapTiles, map.getMapTiles),
    ...hoursRoutes,
    ...exportRoutes,
    ...trustRoutes,
    route(intake.uploadIntake, intakes.uploadIntake),
    route(intake.listIntakes, intakeQueries.listIntakes),
    route(intake.getIntake, intakeQueries.getIntake),
    route(intake.mapIntake, intakes.mapIntake),
    route(intake.listIntakeRows, intakeQueries.listIntakeRows),
    route(intake.skipIntakeRow, intakes.skipIntakeRow),
    route(intake.applyIntake, intakes.applyIntake),
    route(intake.undoIntake, intakes.undoIntake),
    route(intake.discardIntake, intakes.discardIntake),
    route(nearPlaces, near.nearPlaces),
    route(publicPlace, near.publicPlace),
    ...hostRoutes,
    ...supplyRoutes,
    ...titleRoutes,
    ...venueRoutes,
    ...photoRoutes,
    ...eventRoutes,
  ],
  pages: [
    { path: '/near', first: nearPlaces },
    { path: '/p/:code', first: publicPlace },
  ],
  keyed: { sealed: ['places.fault_report.phone_sealed'], hashed: [] },
  async replayErasures(ctx, ids) {
    const uuids = ids.filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id));
    await emptyBookings(ctx, uuids);
    await erasePhotos(ctx, uuids);
  },
});
