import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import type { getOrg } from '#orgs/contract';
import { number, useFormats } from '#web/staff/format.ts';
import { Fact } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { RosterAge } from './roster-age.tsx';
import { RosterHistory } from './roster-history.tsx';
import { RosterStart } from './roster-start.tsx';
import { peopleOf, type Roster } from './roster-reads.ts';
import { rosterWords } from './roster-texts.ts';

interface RosterDrawerProps {
  readonly orgId: number;
  /** Its line of the list; absent when the address was opened directly. */
  readonly roster: Roster | undefined;
  readonly onClose: () => void;
}

/** One roster beside the list: how old, who is on it, every reconcile, and the next one. */
export function RosterDrawer({ orgId, roster, onClose }: RosterDrawerProps) {
  const words = useWords(rosterWords);
  const named = useQuery({
    ...ask<typeof getOrg>('GET /api/orgs/:id', { id: orgId }),
    enabled: roster === undefined,
  });
  const org = roster?.org ?? named.data;
  return (
    <Drawer open size={560} title={words.drawer.title} onClose={onClose}>
      <div className="stack">
        <h2>{org?.name}</h2>
        {roster && <RosterFacts roster={roster} />}
        {org && <RosterStart org={{ id: org.id, name: org.name, kind: org.kind }} fixed />}
        <section>
          <h3>{words.history.title}</h3>
          <RosterHistory orgId={orgId} />
        </section>
      </div>
    </Drawer>
  );
}

function RosterFacts({ roster }: { readonly roster: Roster }) {
  const words = useWords(rosterWords).drawer;
  const { moment } = useFormats();
  const { reconciledAt, by } = roster;
  return (
    <dl className="facts">
      <Fact name={words.people}>
        <Link to="/people" search={peopleOf(roster.org, 'known')}>
          {words.seePeople(number(roster.people))}
        </Link>
      </Fact>
      <Fact name={words.union}>{roster.union.name}</Fact>
      <Fact name={words.last}>
        <RosterAge {...roster} />{' '}
        {reconciledAt && by && <small>{words.lastBy(moment(reconciledAt), by)}</small>}
      </Fact>
    </dl>
  );
}
