import './roster.css';
import { Link } from '@tanstack/react-router';
import type { OrgState } from '#orgs/contract';
import { useMay } from '#web/staff/session.ts';
import { useWords } from '#web/staff/words.ts';
import { RosterHistory } from './roster-history.tsx';
import type { OrgRef } from './roster-reads.ts';
import { RosterStart } from './roster-start.tsx';
import { rosterWords } from './roster-texts.ts';

const LATEST = 3;

/** The roster of an organisation on its page: the last reconciles; a file dropped on the page begins the next. */
export function OrgRoster({ org }: { readonly org: OrgRef & { readonly state: OrgState } }) {
  const words = useWords(rosterWords);
  const mayImport = useMay('people.import');
  if (!mayImport || (org.kind !== 'union' && org.kind !== 'employer') || org.state === 'dissolved') {
    return null;
  }
  return (
    <section className="card stack">
      <h2>{words.drawer.title}</h2>
      <RosterStart org={{ id: org.id, name: org.name, kind: org.kind }} fixed />
      <div>
        <h3>{words.history.title}</h3>
        <RosterHistory orgId={org.id} limit={LATEST} />
      </div>
      <Link to="/rosters" search={{ open: String(org.id) }}>
        {words.history.all}
      </Link>
    </section>
  );
}
