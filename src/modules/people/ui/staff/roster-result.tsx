import { useState } from 'react';
import { number, useFormats } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import { countOf, RosterCards } from './roster-cards.tsx';
import { CountsLine } from './roster-counts.tsx';
import { useCard } from './roster-differences.tsx';
import { RosterHistory } from './roster-history.tsx';
import { RosterNext } from './roster-next.tsx';
import { isAhead, plannedOf, type Compared } from './roster-reads.ts';
import { RefusedRows } from './roster-refused.tsx';
import { resultWords } from './roster-result-texts.ts';
import { RosterStart } from './roster-start.tsx';
import { rosterWords } from './roster-texts.ts';
import { LeftAlone } from './roster-touched.tsx';
import { UndoAll } from './roster-undo-all.tsx';
import { UndoRows } from './roster-undo.tsx';

const NOTHING: ReadonlySet<string> = new Set();

/** Step 4, done: what was written, what was left alone, what to do next; and every row, to be undone while there is time. */
export function RosterResult({ one }: { readonly one: Compared }) {
  const words = useWords(resultWords);
  const { history } = useWords(rosterWords);
  const [card, choose] = useCard(one);
  const [chosen, setChosen] = useState(NOTHING);
  return (
    <>
      <Done one={one} />
      <LeftAlone one={one} state="stale" />
      <LeftAlone one={one} state="touched" />
      <RosterNext one={one} />
      {one.undoUntil && !isAhead(one.undoUntil) ? (
        <p className="note roster-over">{words.over}</p>
      ) : (
        <>
          <h2 className="roster-next">{words.rows}</h2>
          <RosterCards
            counts={one.counts}
            on={card}
            onChoose={(next) => {
              setChosen(NOTHING);
              choose(next);
            }}
          />
          {card === 'refused' ? (
            <RefusedRows one={one} />
          ) : (
            <UndoRows
              key={card}
              one={one}
              card={card}
              total={countOf(card, one.counts)}
              chosen={chosen}
              onChoose={setChosen}
            />
          )}
        </>
      )}
      <section className="card">
        <h2>{history.title}</h2>
        <RosterHistory orgId={one.org.id} except={one.id} />
      </section>
      <h2 className="roster-next">{words.again}</h2>
      <RosterStart org={one.org} fixed />
    </>
  );
}

/** How many changes still stand; undoing everything undoes the unchanged, too. */
function standingOf({ counts, stale, undone }: Compared) {
  const { joined, left, changed } = plannedOf(counts);
  const made = joined + left + changed - stale;
  const allUndone = undone > 0 && (undone === made || undone >= made + counts.unchanged);
  return { allUndone, standing: Math.max(0, made - undone) };
}

/** What was done, in a sentence; how long it can be undone, and the button that does. */
function Done({ one }: { readonly one: Compared }) {
  const words = useWords(resultWords);
  const { moment } = useFormats();
  const { transfers } = one.counts;
  const { joined, left, changed, skipped } = plannedOf(one.counts);
  const { allUndone, standing } = standingOf(one);
  const sentence =
    joined + left + changed === 0
      ? words.doneNothing
      : words.done(number(joined), number(left), number(changed));
  const notes = [
    transfers > 0 && words.transfers(number(transfers)),
    skipped > 0 && words.skipped(number(skipped)),
    one.undone > 0 && !allUndone && words.undone(number(one.undone)),
  ].filter(Boolean);
  return (
    <section className="card stack">
      <h2>{allUndone ? words.allUndone : sentence}</h2>
      {notes.length > 0 && <p>{notes.join('')}</p>}
      <CountsLine counts={one.counts} />
      {one.appliedAt && <small>{words.by(one.by, moment(one.appliedAt))}</small>}
      {one.may.undo && standing > 0 && <UndoAll one={one} count={standing} />}
    </section>
  );
}
