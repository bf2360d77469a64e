import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import { eventRoutes } from './events/module.ts';
import { erasePhotos } from './photos/actions.ts';
import { photoRoutes } from './photos/module.ts';
import * as queries from './queries.ts';
import { emptyBookings, forgetBookersJob, settleBookingsJob } from './venues/bookings/jobs.ts';
import { venueRoutes } from './venues/module.ts';

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
  routes: [
    route(contract.listPlaces, queries.listPlaces),
    route(contract.getPlace, queries.getPlace),
    route(contract.createPlace, actions.createPlace),
    route(contract.updatePlace, actions.updatePlace),
    route(contract.changePlaceState, actions.changePlaceState),
    route(contract.setEquipment, actions.setEquipment),
    route(contract.getPlaceTerms, queries.getPlaceTerms),
    route(contract.listPlaceTodos, queries.listPlaceTodos),
    ...venueRoutes,
    ...photoRoutes,
    ...eventRoutes,
  ],
  jobs: [settleBookingsJob, forgetBookersJob],
  async replayErasures(ctx, ids) {
    const uuids = ids.filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id));
    await emptyBookings(ctx, uuids);
    await erasePhotos(ctx, uuids);
  },
});
