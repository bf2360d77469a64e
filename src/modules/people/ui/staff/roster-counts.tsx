import type { RosterCounts } from '#people/roster/contract';
import { number } from '#web/staff/format.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { rosterCodes } from './roster-code-texts.ts';
import { diffWords } from './roster-diff-texts.ts';

/** What became of the rows of the file, in a line: used, repaired, refused, not counted. */
export function CountsLine({ counts }: { readonly counts: RosterCounts }) {
  const words = useWords(diffWords);
  const { valid, repaired, invalid, duplicates, blank, totals } = counts;
  const uncounted = [
    blank > 0 && words.blank(number(blank)),
    totals > 0 && words.totals(number(totals)),
  ].filter((part) => part !== false);
  const used = [words.usable(number(valid)), repaired > 0 && words.repaired(number(repaired))];
  const parts = [
    used.filter(Boolean).join(words.comma),
    invalid > 0 && words.invalid(number(invalid)),
    duplicates > 0 && words.duplicates(number(duplicates)),
    uncounted.length > 0 && words.left(uncounted.join(words.list)),
  ].filter((part) => part !== false);
  return (
    <div className="roster-counts">
      {parts.join(words.semicolon)}
      {words.stop}
      {repaired > 0 && <RepairsNote counts={counts} />}
    </div>
  );
}

function RepairsNote({ counts: { byReason } }: { readonly counts: RosterCounts }) {
  const words = useWords(diffWords);
  const { repairs } = useWords(rosterCodes);
  return (
    <details>
      <summary>{words.repairs}</summary>
      <ul>
        {keysOf(repairs)
          .filter((code) => byReason[code])
          .map((code) => (
            <li key={code}>{words.times(repairs[code], number(byReason[code] ?? 0))}</li>
          ))}
      </ul>
    </details>
  );
}

/** Why rows cannot be used, each with how many. */
export function RefusalTags({ counts: { byReason } }: { readonly counts: RosterCounts }) {
  const words = useWords(diffWords);
  const { refusalNames } = useWords(rosterCodes);
  const found = keysOf(refusalNames).filter((code) => byReason[code]);
  return (
    <ul className="tags">
      {found.map((code) => (
        <li key={code} className="tag plain">
          {words.times(refusalNames[code], number(byReason[code] ?? 0))}
        </li>
      ))}
    </ul>
  );
}
