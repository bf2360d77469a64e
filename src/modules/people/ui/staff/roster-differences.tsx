import { useState } from 'react';
import { useFilters } from '#web/staff/filters.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { RosterBar } from './roster-bar.tsx';
import { countOf, firstCard, RosterCards, type CardName } from './roster-cards.tsx';
import { CountsLine } from './roster-counts.tsx';
import { diffWords } from './roster-diff-texts.ts';
import type { Compared } from './roster-reads.ts';
import { RefusedRows } from './roster-refused.tsx';
import { SkipRows } from './roster-skip.tsx';

const NOTHING: ReadonlySet<string> = new Set();

/** Step 3: what would happen, five numbers and their rows; below it the button that makes it happen. */
export function RosterDifferences({ one }: { readonly one: Compared }) {
  const [card, choose] = useCard(one);
  const [chosen, setChosen] = useState(NOTHING);
  return (
    <>
      <CountsLine counts={one.counts} />
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
        <SkipRows
          key={card}
          one={one}
          card={card}
          total={countOf(card, one.counts)}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      {chosen.size === 0 && <RosterBar one={one} />}
    </>
  );
}

/** The card of the address; without one, what is worth seeing first. */
export function useCard({ counts }: Pick<Compared, 'counts'>) {
  const { label: _label, ...cards } = useWords(diffWords).cards;
  const [{ show }, setFilters] = useFilters();
  const card = keysOf(cards).find((name) => name === show) ?? firstCard(counts);
  const choose = (next: CardName): void => setFilters({ show: next, remark: undefined, applied: undefined });
  return [card, choose] as const;
}
