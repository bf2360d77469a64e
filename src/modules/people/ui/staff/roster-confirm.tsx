import { Modal } from 'antd';
import { TriangleAlert } from 'lucide-react';
import type { confirmImport, RosterCounts } from '#people/roster/contract';
import { number } from '#web/staff/format.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { diffWords } from './roster-diff-texts.ts';
import { IMPORT_READS, plannedOf, type Compared } from './roster-reads.ts';

/** So many, and so great a share of those on record, seldom leave at once: then the file may be a part of the roster. */
const MANY = 10;
const GREAT_SHARE = 0.3;

/** Whether so many are missing that somebody should ask whether the file is whole. */
function isGreat(counts: RosterCounts): boolean {
  const { left } = plannedOf(counts);
  return left >= MANY && left / (counts.left + counts.changed + counts.unchanged) > GREAT_SHARE;
}

interface ConfirmDialogProps {
  readonly one: Compared;
  readonly onClose: () => void;
}

/** Step 4: once more in words what will be written; and whether the file is the whole roster, where that is doubtful. */
export function ConfirmDialog({ one, onClose }: ConfirmDialogProps) {
  const words = useWords(diffWords).confirm;
  const { counts } = one;
  const great = isGreat(counts);
  const send = useSend<typeof confirmImport>('POST /api/roster-imports/:id/confirm', IMPORT_READS);
  return (
    <Modal
      open
      title={words.title(one.org.name)}
      okText={great ? words.okGreat : words.ok}
      okButtonProps={{ danger: great, autoFocus: !great }}
      cancelText={words.back}
      confirmLoading={send.isPending}
      onOk={() => send.mutate({ id: one.id })}
      onCancel={onClose}
    >
      {great && (
        <div role="alert" className="problem form-note">
          <TriangleAlert size={20} aria-hidden />
          <div className="grow">
            <b>{words.great(number(plannedOf(counts).left))}</b>
            <div>{words.greatNext}</div>
          </div>
        </div>
      )}
      <p>{words.body}</p>
      <ul className="roster-will form-note">
        {effects(counts, words).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="quiet">{words.undo}</p>
      <FormProblem error={send.error} />
    </Modal>
  );
}

function effects(counts: RosterCounts, words: (typeof diffWords)['zh']['confirm']): string[] {
  const { transfers } = counts;
  const { joined, left, changed, skipped } = plannedOf(counts);
  const said = [
    joined > 0 && words.joined(number(joined)),
    left > 0 && words.left(number(left)),
    changed > 0 && words.changed(number(changed)),
    transfers > 0 && words.transfers(number(transfers)),
    skipped > 0 && words.skipped(number(skipped)),
  ].filter((sentence) => sentence !== false);
  return said.length > 0 ? said : [words.nothing];
}
