import { Fragment } from 'react';
import type { CoverageFigures } from '#people/coverage/contract';
import type { Filters } from '#web/staff/filters.ts';
import { Fact } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import { Count, type Figure } from './coverage-figures.tsx';
import { coverageWords } from './coverage-texts.ts';

interface CoverageTotalProps {
  readonly name: string;
  readonly total: CoverageFigures;
  readonly place: Filters;
}

const GIGS: readonly Figure[] = ['courier', 'deliveryRider', 'rideHailingDriver', 'truckDriver'];

/** The whole in words: those known are the members and those not reached. */
export function CoverageTotal({ name, total, place }: CoverageTotalProps) {
  const words = useWords(coverageWords);
  const count = (figure: Figure, sign = '') => (
    <span className="nowrap">
      {sign} {words.figures[figure]}{' '}
      <b>
        <Count figure={figure} value={total[figure]} name={name} place={place} />
      </b>{' '}
      {words.unit}
    </span>
  );
  return (
    <section className="card total">
      <p className="equation">
        {count('known')} {count('members', '=')} {count('notReached', '+')}
      </p>
      {total.known > 0 && (
        <p className="quiet">{words.share(String(Math.round((1000 * total.members) / total.known) / 10))}</p>
      )}
      <dl className="facts">
        <Fact name={words.of}>
          <span className="row">
            {count('offEstablishment')}
            {count('nef')}
          </span>
          <span className="row quiet">
            {GIGS.filter((figure) => total[figure] > 0).map((figure) => (
              <Fragment key={figure}>{count(figure)}</Fragment>
            ))}
          </span>
        </Fact>
        {total.left > 0 && <Fact name={words.settle}>{count('left')}</Fact>}
        <Fact name={words.beside}>{count('retained')}</Fact>
      </dl>
      <small>{words.note}</small>
    </section>
  );
}
