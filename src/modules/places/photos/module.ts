import { route } from '#kernel/module';
import { addPhoto, removePhoto, updatePhoto } from './actions.ts';
import * as contract from './contract.ts';
import { listPhotos, showPhoto } from './queries.ts';

/** Photographs of places. */
export const photoRoutes = [
  route(contract.listPhotos, listPhotos),
  route(contract.addPhoto, addPhoto),
  route(contract.updatePhoto, updatePhoto),
  route(contract.removePhoto, removePhoto),
  route(contract.showPhoto, showPhoto),
];
