import type { Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type * as contract from './contract.ts';

export async function getMapTiles({ app }: Ctx): Promise<Output<typeof contract.getMapTiles>> {
  return { tiles: app.config.mapTiles ?? null };
}
