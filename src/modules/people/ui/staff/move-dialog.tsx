import { App } from 'antd';
import { DeemDialog } from './deem-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import type { Move, MoveDialogProps } from './moves.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { RetainDialog } from './retain-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { WarnDialog } from './warn-dialog.tsx';

const DIALOGS = {
  transfer: TransferDialog,
  retain: RetainDialog,
  restore: RestoreDialog,
  warn: WarnDialog,
  end: EndDialog,
  deem: DeemDialog,
} satisfies Record<Move, unknown>;

interface ChosenMove extends Pick<MoveDialogProps, 'person' | 'onClose'> {
  readonly move: Move;
}

/** The dialog that belongs to a move. */
export function MoveDialog({ move, person, onClose }: ChosenMove) {
  const { message } = App.useApp();
  const Dialog = DIALOGS[move];
  const done = (sentence: string): void => {
    message.success(sentence);
    onClose();
  };
  return <Dialog person={person} onDone={done} onClose={onClose} />;
}
