export { demoPlaces, type DemoPlaces } from './demo.ts';
export { placesLike, type Asked, type Resembling } from './find/similar/queries.ts';
export { placeByCode, placeFor, placeRefs, type Place, type PlaceRef } from './queries.ts';
export { faultsOpenSince, faultStates, type StaleFault } from './trust/faults/queries.ts';
export { faultFrom } from './trust/report/actions.ts';
