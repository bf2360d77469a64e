import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useState, type ComponentType } from 'react';
import type { getOrg } from '#orgs/contract';
import { Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { ask } from '#web/staff/query.ts';
import { useTitle } from '#web/staff/title.ts';
import { useWords } from '#web/staff/words.ts';
import { CreateOrg } from './create-org.tsx';
import { JoinCode } from './join-code.tsx';
import { OrgFacts } from './org-facts.tsx';
import { kindOf } from './org-list.tsx';
import { OrgOfficers } from './org-officers.tsx';
import { OrgRelations } from './org-relations.tsx';
import { OrgSectors, type Occupations } from './org-sectors.tsx';
import { OrgLink, useReadable } from './org-link.tsx';
import { OrgState } from './org-state.tsx';
import { mayAddTo, type Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';
import { ServedStreets } from './served-streets.tsx';
import { TermTag } from './term-tag.tsx';
import { orgWords } from './texts.ts';

interface OrgPageProps {
  /** What other modules have to say of an organisation, beside what this one knows. */
  readonly Aside: ComponentType<{ readonly org: Org }>;
  readonly occupations: Occupations;
}

/** /staff/orgs/:id: facts, streets, relations and history; state, officers and the QR beside them. */
export function OrgPage(given: OrgPageProps) {
  const { id } = useParams({ from: '/inside/orgs/$id' });
  const org = useQuery(ask<typeof getOrg>('GET /api/orgs/:id', { id: Number(id) }));
  if (org.isLoading) return <Loading rows={10} />;
  if (org.error) return <Problem error={org.error} onRetry={() => void org.refetch()} />;
  return org.data ? <OrgView key={org.data.id} org={org.data} {...given} /> : null;
}

function OrgView({ org, Aside, occupations }: OrgPageProps & { readonly org: Org }) {
  const words = useWords(orgWords);
  const page = useWords(orgPageWords);
  const [creating, setCreating] = useState(false);
  useTitle(org.name);
  return (
    <>
      <Crumbs org={org} />
      <div className="head">
        <h1>{org.name}</h1>
        <Tag tone="plain">{kindOf(org, words)}</Tag>
        <Tag tone={org.state === 'active' ? 'ok' : 'mind'}>{words.states[org.state]}</Tag>
        <TermTag due={org.termDue} />
        {org.kind === 'union' && mayAddTo(org) && (
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setCreating(true)}>
            {words.createBelow}
          </Button>
        )}
      </div>
      <div className="two">
        <div>
          <OrgFacts org={org} />
          {org.kind === 'union' && <ServedStreets org={org} />}
          {org.formation === 'sector_association' && <OrgSectors org={org} occupations={occupations} />}
          <OrgRelations org={org} />
          <section className="card">
            <h2>{page.history}</h2>
            <Past changes={org.history} states={words.states} />
          </section>
        </div>
        <div>
          {org.kind === 'union' && <OrgState org={org} />}
          <Aside org={org} />
          <OrgOfficers org={org} />
          {org.kind === 'union' && org.state === 'active' && <JoinCode org={org} />}
        </div>
      </div>
      {creating && <CreateOrg parent={org} onClose={() => setCreating(false)} />}
    </>
  );
}

function Crumbs({ org }: { readonly org: Org }) {
  const page = useWords(orgPageWords);
  const readable = useReadable(org);
  return (
    <nav aria-label={page.path}>
      <ol className="crumbs">
        {org.ancestors.map(({ id, name }) => (
          <li key={id}>
            <OrgLink id={id} name={name} readable={readable.has(id)} />
          </li>
        ))}
      </ol>
    </nav>
  );
}
