export { demoPlaces, type DemoPlaces } from './demo.ts';
export { placesLike, type Asked, type Resembling } from './find/similar/queries.ts';
export { placeRefs, type PlaceRef } from './lookup/queries.ts';
export { placeByCode, placeFor, type Place } from './queries.ts';
