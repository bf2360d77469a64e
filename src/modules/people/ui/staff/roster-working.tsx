import { number } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import type { RosterImport } from './roster-reads.ts';
import { rosterWords } from './roster-texts.ts';

/** The server is at it: how far, and that nobody has to wait here. */
export function RosterWorking({ one }: { readonly one: RosterImport }) {
  const words = useWords(rosterWords).working;
  const { progress, state } = one;
  const what = state === 'applying' || state === 'undoing' ? words[state] : words.comparing;
  return (
    <section className="card stack roster-working" aria-busy="true">
      <h2>{what}</h2>
      <progress
        aria-label={what}
        max={progress?.total ?? 1}
        {...(progress?.total ? { value: progress.done } : {})}
      />
      <p>{progressNote(progress, words)}</p>
      <small>{words.leave}</small>
    </section>
  );
}

function progressNote(
  progress: RosterImport['progress'],
  words: (typeof rosterWords)['zh']['working'],
): string {
  if (!progress || progress.done === 0) return words.soon;
  return progress.total === null
    ? words.sofar(number(progress.done))
    : words.of(number(progress.done), number(progress.total));
}
