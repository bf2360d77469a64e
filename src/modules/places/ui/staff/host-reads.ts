import type { Output } from '#kernel/contract';
import type { getPlaceHost } from '../../host/contract.ts';

export type HostFacts = Output<typeof getPlaceHost>;

/** What is read again after a link was made or called back. */
export const HOST_READS = ['GET /api/places/:id/host'];
