export { demoPlaces, type DemoPlaces } from './demo.ts';
export { placesLike, type Asked, type Resembling } from './find/similar/queries.ts';
export { placeByCode, placeFor, placeRefs, type Place } from './queries.ts';
