import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import * as hostActions from './host/actions.ts';
import * as host from './host/contract.ts';
import { hostWordsJob } from './host/jobs.ts';
import * as hostQueries from './host/queries.ts';
import { sayAsHost, undoAsHost } from './host/say/actions.ts';
import * as queries from './queries.ts';
import * as supplyActions from './supplies/actions.ts';
import * as supplies from './supplies/contract.ts';
import { listExpiring } from './supplies/expiry/queries.ts';
import { listSupplies } from './supplies/queries.ts';

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
    route(host.openHostPage, hostQueries.openHostPage),
    route(host.sayAsHost, sayAsHost),
    route(host.undoAsHost, undoAsHost),
    route(host.getPlaceHost, hostQueries.getPlaceHost),
    route(host.makeHostLink, hostActions.makeHostLink),
    route(host.revokeHostLink, hostActions.revokeHostLink),
    route(host.printHostPack, hostActions.printHostPack),
    route(host.printSigns, hostActions.printSigns),
    route(supplies.listSupplies, listSupplies),
    route(supplies.addSupply, supplyActions.addSupply),
    route(supplies.takeSupplyAway, supplyActions.takeSupplyAway),
    route(supplies.listExpiring, listExpiring),
  ],
  jobs: [hostWordsJob],
});
