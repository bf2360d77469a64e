import { Link } from '@tanstack/react-router';
import type { Output } from '#kernel/contract';
import type { CoverageFigures, getCoverage } from '#people/coverage/contract';
import type { Filters } from '#web/staff/filters.ts';
import { number } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import { coverageWords } from './coverage-texts.ts';

export type Coverage = Output<typeof getCoverage>;
export type CoverageRow = Coverage['items'][number];
export type Figure = keyof CoverageFigures;

/** The list of people that a figure is counted from: the same filters, so the same number. */
const LISTS: Readonly<Record<Figure, Filters>> = {
  known: { group: 'known' },
  members: {},
  notReached: { group: 'not_reached' },
  retained: { group: 'retained' },
  left: { group: 'left' },
  offEstablishment: { group: 'known', employment: 'off' },
  nef: { group: 'known', occupation: 'nef' },
  courier: { group: 'known', occupation: 'courier' },
  deliveryRider: { group: 'known', occupation: 'delivery_rider' },
  rideHailingDriver: { group: 'known', occupation: 'ride_hailing_driver' },
  truckDriver: { group: 'known', occupation: 'truck_driver' },
};

interface CountProps {
  readonly figure: Figure;
  readonly value: number;
  /** What is counted: its name, and how the list is narrowed to it. */
  readonly name: string;
  readonly place: Filters;
}

/** A number that opens the list of those it counts. */
export function Count({ figure, value, name, place }: CountProps) {
  const words = useWords(coverageWords);
  if (value === 0) return <span className="quiet">0</span>;
  return (
    <Link
      className="above"
      to="/people"
      search={{ ...LISTS[figure], ...place }}
      aria-label={words.seeList(number(value), words.figures[figure], name)}
    >
      {number(value)}
    </Link>
  );
}
