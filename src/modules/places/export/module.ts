import { route, type Route } from '#kernel/module';
import * as contract from './contract.ts';
import * as queries from './queries.ts';

/** The list of places as open data. */
export const exportRoutes: readonly Route[] = [
  route(contract.placesCsv, queries.placesCsv),
  route(contract.placesGeojson, queries.placesGeojson),
];
