import { Link } from '@tanstack/react-router';
import type { undoIntake } from '#places/intake/contract';
import { number } from '#web/staff/format.ts';
import { Blank, FormProblem } from '#web/staff/parts.tsx';
import { UndoUntil } from '#web/staff/undo-until.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { IntakeView } from './intake-page.tsx';
import { AFTER_INTAKE } from './intake-reads.ts';
import { intakeWords } from './intake-texts.ts';

/** What was written, what to do next, and the way back. */
export function IntakeDone({ intake }: { readonly intake: IntakeView }) {
  const words = useWords(intakeWords);
  const undo = useSend<typeof undoIntake>('POST /api/places/intakes/:id/undo', AFTER_INTAKE);
  if (intake.state === 'undone' || undo.data) {
    const kept = undo.data?.kept.map(({ name }) => name).join('、');
    return (
      <section className="card">
        <Blank title={undo.data ? words.undone(number(undo.data.removed)) : words.undoneState}>
          {kept ? words.kept(kept) : undefined}
        </Blank>
      </section>
    );
  }
  const { taken, unlocated } = intake.counts;
  return (
    <section className="card stack">
      <h2>{words.applied(number(taken))}</h2>
      <p>{words.appliedNext}</p>
      <div className="row">
        {unlocated > 0 && (
          <Link to="/places" search={{ unlocated: 'yes' }}>
            {words.toUnlocated(number(unlocated))}
          </Link>
        )}
        <Link to="/places">{words.toPlaces}</Link>
      </div>
      <FormProblem error={undo.error} />
      <UndoUntil words={words} until={intake.undoUntil} onUndo={() => undo.mutateAsync({ id: intake.id })} />
    </section>
  );
}
