import { Check } from 'lucide-react';
import { number, useFormats } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import type { RosterImport } from './roster-reads.ts';
import { rosterWords } from './roster-texts.ts';

type Words = (typeof rosterWords)['zh'];

/** Where one is in the four steps, and what the steps before came to. */
export function RosterSteps({ one }: { readonly one: RosterImport }) {
  const words = useWords(rosterWords);
  const { moment } = useFormats();
  const now = stepOf(one);
  const rows = one.counts && words.steps.rows(number(one.counts.rows));
  const notes = [
    [one.file.name, rows].filter(Boolean).join(' · '),
    now > 1 ? columnsNote(one, words) : '',
    '',
    one.appliedAt ? words.steps.done(moment(one.appliedAt)) : '',
  ];
  const { label, ...titles } = words.step;
  return (
    <ol className="roster-steps" aria-label={label}>
      {Object.entries(titles).map(([key, title], at) => (
        <li key={key} aria-current={at === now ? 'step' : undefined} data-done={at < now || undefined}>
          <span className="roster-step">
            {at < now && <Check size={16} aria-hidden />}
            {at + 1} {title}
          </span>
          {notes[at] && <small>{notes[at]}</small>}
        </li>
      ))}
    </ol>
  );
}

/** From 0; one that ended without being applied stands where it ended. */
function stepOf({ state, counts }: RosterImport): number {
  if (state === 'applying' || state === 'applied' || state === 'undoing') return 3;
  if (state === 'mapping') return 1;
  return state === 'comparing' || counts ? 2 : 1;
}

function columnsNote({ columns }: RosterImport, { steps }: Words): string {
  const corrected = columns.filter(({ chosen }) => chosen).length;
  const found = columns.filter(({ chosen, field }) => field !== null && !chosen).length;
  return [found > 0 && steps.found(found), corrected > 0 && steps.corrected(corrected)]
    .filter(Boolean)
    .join(' · ');
}
