import type { Output } from '#kernel/contract';
import type { getPlace } from '#places/contract';
import { useFormats } from '#web/staff/format.ts';
import { Tag, type TagTone } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import type { PlaceRow } from './places-reads.ts';
import { placeNames } from './places-texts.ts';

/** Whether one can go there now, and how long that holds; what is not open at all says so instead. */
export function OpenNow({ state, opening: { now, until } }: Pick<PlaceRow, 'state' | 'opening'>) {
  const words = useWords(placeNames);
  const { moment } = useFormats();
  if (state !== 'open') return <StateTag state={state} />;
  return (
    <span className="tags">
      <Tag tone={now === 'open' ? 'ok' : now === 'unknown' ? 'mind' : 'plain'}>{words.now[now]}</Tag>
      {until !== null && (
        <small>{now === 'open' ? words.until(moment(until)) : words.opensAt(moment(until))}</small>
      )}
    </span>
  );
}

const STATE_TONES: Readonly<Partial<Record<PlaceRow['state'], TagTone>>> = {
  open: 'ok',
  temp_closed: 'mind',
  suspended: 'mind',
  delisted: 'plain',
};

export function StateTag({ state }: Pick<PlaceRow, 'state'>) {
  const words = useWords(placeNames);
  return <Tag tone={STATE_TONES[state] ?? 'info'}>{words.states[state]}</Tag>;
}

/** Whether people are sent there: nothing else can be in doubt. */
export function isInUse(state: PlaceRow['state']): boolean {
  return state === 'open' || state === 'temp_closed';
}

const TRUST_TONES: Readonly<Record<PlaceRow['freshness']['trust'], TagTone>> = {
  verified: 'ok',
  stale: 'mind',
  disputed: 'alarm',
  sunk: 'alarm',
};

type Freshness = Output<typeof getPlace>['freshness'];

/** How far what is said of a place is true: the degree, and since when. */
export function Trust({ trust, confirmedAt }: Pick<Freshness, 'trust' | 'confirmedAt'>) {
  const words = useWords(placeNames);
  return (
    <span className="trust">
      <Tag tone={TRUST_TONES[trust]}>{words.trusts[trust]}</Tag>
      <small>{useTrustSentence({ trust, confirmedAt })}</small>
    </span>
  );
}

function useTrustSentence({ trust, confirmedAt }: Pick<Freshness, 'trust' | 'confirmedAt'>): string {
  const words = useWords(placeNames);
  const { age } = useFormats();
  if (trust === 'disputed') return words.doubted;
  if (trust === 'sunk') return words.sunk;
  if (confirmedAt === null) return words.never;
  return trust === 'verified' ? words.confirmed(age(confirmedAt)) : words.unconfirmed(age(confirmedAt));
}
