import type { Output } from '#kernel/contract';
import type { publicPlace } from '#places/near/contract';

export type PlaceView = Output<typeof publicPlace>;

/** What somebody who stands there can tell with one tap: closed, broken, no water; and that they used it. */
export function ReportPlace(_props: { readonly place: PlaceView; readonly signKey: string | null }) {
  return null;
}
