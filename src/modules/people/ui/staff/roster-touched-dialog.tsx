import { Button, Modal } from 'antd';
import type { Output } from '#kernel/contract';
import type { undoImportRows } from '#people/roster/contract';
import { number } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import { diffWords } from './roster-diff-texts.ts';
import { resultWords } from './roster-result-texts.ts';

export type Touched = Output<typeof undoImportRows>['touched'][number];

interface TouchedDialogProps {
  readonly touched: readonly Touched[];
  readonly onClose: () => void;
}

/** Who was not undone because somebody changed the record since. */
export function TouchedDialog({ touched, onClose }: TouchedDialogProps) {
  const words = useWords(resultWords);
  const { row } = useWords(diffWords);
  return (
    <Modal
      open
      title={words.touched(number(touched.length))}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {words.ok}
        </Button>
      }
    >
      <p className="form-note">{words.touchedNext}</p>
      <ul className="lines">
        {touched.map(({ no, name }) => (
          <li key={no}>
            <b className="grow">{name}</b>
            <small>{row(no)}</small>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
