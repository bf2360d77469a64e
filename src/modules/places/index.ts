export { demoPlaces, type DemoPlaces } from './demo.ts';
export { placeByCode, placeFor, type Place } from './queries.ts';
