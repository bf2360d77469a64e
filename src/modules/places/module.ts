import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import { exportRoutes } from './export/module.ts';
import { hoursJobs, hoursRoutes } from './hours/module.ts';
import * as queries from './queries.ts';

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
  routes: [
    route(contract.listPlaces, queries.listPlaces),
    route(contract.getPlace, queries.getPlace),
    route(contract.createPlace, actions.createPlace),
    route(contract.updatePlace, actions.updatePlace),
    route(contract.changePlaceState, actions.changePlaceState),
    route(contract.setEquipment, actions.setEquipment),
    route(contract.getPlaceTerms, queries.getPlaceTerms),
    route(contract.listPlaceTodos, queries.listPlaceTodos),
    ...hoursRoutes,
    ...exportRoutes,
  ],
  jobs: [...hoursJobs],
});
