export { placeByCode, placeFor, type Place } from './queries.ts';
