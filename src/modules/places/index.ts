export { demoPlaces, type DemoPlaces } from './demo.ts';
export { placesLike, type Asked, type Resembling } from './find/similar/queries.ts';
export { placeRefs, type PlaceRef } from './lookup/queries.ts';
export { placeByCode, placeFor, type Place } from './queries.ts';
export { faultsOpenSince, faultStates, type StaleFault } from './trust/faults/queries.ts';
export { faultFrom } from './trust/report/actions.ts';
