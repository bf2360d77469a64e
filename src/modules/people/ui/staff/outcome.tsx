import { Button, Modal } from 'antd';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useWords } from '#web/staff/words.ts';
import type { Application, Decision, Outcomes } from './application-reads.ts';
import { applicationWords } from './application-texts.ts';

interface OutcomeDialogProps {
  readonly decision: Decision;
  readonly rows: readonly Application[];
  readonly result: Outcomes;
  readonly onClose: () => void;
}

/** What came of a batch, one by one: first what was not done, and why. */
export function OutcomeDialog({ decision, rows, result, onClose }: OutcomeDialogProps) {
  const words = useWords(applicationWords);
  const nameOf = (id: string): string => rows.find((row) => row.id === id)?.name ?? words.outcome.gone;
  const failed = result.outcomes.filter(({ ok }) => !ok);
  const succeeded = result.outcomes.filter(({ ok }) => ok);
  return (
    <Modal
      open
      title={doneSentence(decision, result.done, words)}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {words.outcome.ok}
        </Button>
      }
    >
      {failed.length > 0 && (
        <div className="form-note">
          <h3>
            <CircleAlert size={18} aria-hidden className="alarm" /> {words.outcome.failed(failed.length)}
          </h3>
          <small>{words.outcome.failedNote}</small>
          <ul className="lines">
            {failed.map(({ id, message }) => (
              <li key={id}>
                <b>{nameOf(id)}</b>
                <span className="grow">{message}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {succeeded.length > 0 && (
        <details open={failed.length === 0}>
          <summary>
            <CircleCheck size={18} aria-hidden className="bamboo" />{' '}
            {words.outcome.succeeded(succeeded.length)}
          </summary>
          <p className="quiet">{succeeded.map(({ id }) => nameOf(id)).join(' · ')}</p>
        </details>
      )}
    </Modal>
  );
}

export function doneSentence(
  decision: Decision,
  count: number,
  words: (typeof applicationWords)['zh'],
): string {
  if (decision === 'approve') return words.approve.done(count);
  return decision === 'offer' ? words.offer.done(count) : words.reasons[decision].done(count);
}
