import { TriangleAlert } from 'lucide-react';
import type { RosterCounts } from '#people/roster/contract';
import { number } from '#web/staff/format.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { diffWords } from './roster-diff-texts.ts';

export type CardName = keyof Omit<(typeof diffWords)['zh']['cards'], 'label'>;

/** How many rows lie behind a card; duplicates are among what cannot be used. */
export function countOf(card: CardName, counts: RosterCounts): number {
  return card === 'refused' ? counts.invalid + counts.duplicates : counts[card];
}

/** What is worth seeing first: a change, else who came, who left, what was refused. */
export function firstCard(counts: RosterCounts): CardName {
  const order: readonly CardName[] = ['changed', 'joined', 'left', 'refused'];
  return order.find((card) => countOf(card, counts) > 0) ?? 'unchanged';
}

interface RosterCardsProps {
  readonly counts: RosterCounts;
  readonly on: CardName;
  readonly onChoose: (card: CardName) => void;
}

/** The five numbers of a comparison; each lists its rows below. */
export function RosterCards({ counts, on, onChoose }: RosterCardsProps) {
  const { label, ...cards } = useWords(diffWords).cards;
  return (
    <div className="roster-cards" role="group" aria-label={label}>
      {keysOf(cards).map((card) => {
        const count = countOf(card, counts);
        const alarming = card === 'refused' && count > 0;
        return (
          <button key={card} type="button" aria-pressed={card === on} onClick={() => onChoose(card)}>
            <small>{cards[card]}</small>
            <b className={alarming ? 'alarm' : undefined}>
              {alarming && <TriangleAlert size={22} aria-hidden />} {number(count)}
            </b>
          </button>
        );
      })}
    </div>
  );
}
