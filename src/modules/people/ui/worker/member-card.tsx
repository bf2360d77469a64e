import { BadgeCheck } from 'lucide-react';
import { useDates } from '#web/kit/dates.ts';
import { useText } from '#web/kit/text.ts';
import type { MembershipState } from '../../contract.ts';
import { membershipStates, texts } from './member-texts.ts';

export interface MemberCardProps {
  readonly union: string;
  readonly state: MembershipState;
  readonly number: string;
  /** `YYYY-MM-DD`. */
  readonly since: string;
  readonly name?: string;
}

/** What one shows at a counter: large, and readable at arm's length. */
export function MemberCard({ union, state, number, since, name }: MemberCardProps) {
  const say = useText(texts);
  const sayState = useText(membershipStates);
  const dates = useDates();
  return (
    <section className="member stack">
      <div className="row">
        <BadgeCheck size={22} />
        <span className="min-w-0 flex-1">{say('card')}</span>
        <span className="tag ok">{sayState(state)}</span>
      </div>
      <div>
        {name && <p className="member-name">{name}</p>}
        <h2>{union}</h2>
      </div>
      <dl className="member-facts">
        <div>
          <dt>{say('number')}</dt>
          <dd>{number}</dd>
        </div>
        <div>
          <dt>{say('since')}</dt>
          <dd>{dates.year(since)}</dd>
        </div>
      </dl>
    </section>
  );
}
