import { Link } from '@tanstack/react-router';
import { useAccount } from '#web/staff/session.ts';
import type { Org } from './org-reads.ts';

/** Which unions above this one lie in the reader's scope: from the one where a role is held down. */
export function useReadable({ ancestors }: Pick<Org, 'ancestors'>): ReadonlySet<number> {
  const held = new Set(useAccount()?.grants.map(({ orgId }) => orgId));
  const top = ancestors.findIndex(({ id }) => held.has(id));
  return new Set(top === -1 ? [] : ancestors.slice(top).map(({ id }) => id));
}

interface OrgLinkProps {
  readonly id: number;
  readonly name: string;
  readonly readable: boolean;
}

/** The name of an organisation; a link only where it leads somewhere. */
export function OrgLink({ id, name, readable }: OrgLinkProps) {
  if (!readable) return <span className="quiet">{name}</span>;
  return (
    <Link to="/orgs/$id" params={{ id: String(id) }}>
      {name}
    </Link>
  );
}
