import type { Output } from '#kernel/contract';
import type { getTransfer, listTransfers } from '#people/moves/contract';
import type { TagTone } from '#web/staff/parts.tsx';

export type Transfer = Output<typeof listTransfers>['items'][number];
export type TransferDetail = Output<typeof getTransfer>;

/** What can be done with a transfer, the answer first. */
export const TRANSFER_ACTIONS = ['accept', 'refuse', 'consent', 'withdraw'] as const;
export type TransferAction = (typeof TRANSFER_ACTIONS)[number];

/** The member has agreed, and the answer is the reader's to give. */
export function isMine({ state, may }: Pick<Transfer, 'state' | 'may'>): boolean {
  return state === 'confirmed' && (may.accept || may.refuse);
}

export function toneOfTransfer(transfer: Pick<Transfer, 'state' | 'may'>): TagTone {
  if (transfer.state === 'moved') return 'ok';
  if (isMine(transfer)) return 'mind';
  return transfer.state === 'requested' || transfer.state === 'confirmed' ? 'info' : 'plain';
}
