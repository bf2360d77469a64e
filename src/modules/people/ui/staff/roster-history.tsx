import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { listImports } from '#people/roster/contract';
import { number, useFormats } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Loading, Problem, Tag, type TagTone } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { rosterCodes } from './roster-code-texts.ts';
import { isAhead, isUnfinished, plannedOf, type PastImport } from './roster-reads.ts';
import { rosterWords } from './roster-texts.ts';

interface RosterHistoryProps {
  readonly orgId: number;
  /** Not listed again on its own page. */
  readonly except?: string;
  readonly limit?: number;
}

/** Every reconcile of an organisation, the latest first. */
export function RosterHistory({ orgId, except, limit = 20 }: RosterHistoryProps) {
  const words = useWords(rosterWords).history;
  const list = useInfiniteQuery(
    askPages<typeof listImports>('GET /api/rosters/:orgId/imports', { orgId, limit }),
  );
  const past = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => id !== except);
  if (list.isLoading) return <Loading rows={2} />;
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (past.length === 0) {
    return (
      <p>
        {words.none} <small>{words.noneNext}</small>
      </p>
    );
  }
  return (
    <>
      <ul className="lines">
        {past.map((one) => (
          <PastLine key={one.id} past={one} />
        ))}
      </ul>
      {list.hasNextPage && <PagesFoot query={list} shown={past.length} />}
    </>
  );
}

function PastLine({ past }: { readonly past: PastImport }) {
  const words = useWords(rosterWords).history;
  const { states, modes } = useWords(rosterCodes);
  const { moment } = useFormats();
  const { counts, state } = past;
  const planned = counts && plannedOf(counts);
  return (
    <li>
      <span className="grow">
        <Link to="/rosters/$id" params={{ id: past.id }} aria-label={words.open(past.file.name)}>
          {past.file.name}
        </Link>
        <br />
        <small>
          {[
            words.line(past.by, moment(past.appliedAt ?? past.createdAt)),
            modes[past.mode],
            planned && words.counts(number(planned.joined), number(planned.left), number(planned.changed)),
            past.undoUntil && isAhead(past.undoUntil) && words.undoable(moment(past.undoUntil)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <Tag tone={toneOf(state)}>{states[state]}</Tag>
    </li>
  );
}

function toneOf(state: PastImport['state']): TagTone {
  if (state === 'applied') return 'ok';
  if (state === 'failed') return 'alarm';
  return isUnfinished(state) ? 'mind' : 'plain';
}
