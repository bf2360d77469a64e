import './roster.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ImportState } from '#people/roster/contract';
import { useFormats } from '#web/staff/format.ts';
import { Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { refresh } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useTitle } from '#web/staff/title.ts';
import { useWords } from '#web/staff/words.ts';
import { rosterCodes } from './roster-code-texts.ts';
import { RosterColumns } from './roster-columns.tsx';
import { RosterDifferences } from './roster-differences.tsx';
import { DiscardButton, RosterDiscarded, RosterFailed } from './roster-ended.tsx';
import {
  AFTER_READS,
  importOf,
  IMPORT_READS,
  isWorking,
  ROW_READS,
  type RosterImport,
} from './roster-reads.ts';
import { RosterResult } from './roster-result.tsx';
import { RosterSteps } from './roster-steps.tsx';
import { rosterWords } from './roster-texts.ts';
import { RosterWorking } from './roster-working.tsx';

/** /staff/rosters/:id: one reconcile, from the columns of its file to what was done, and how that is undone. */
export function RosterImportPage() {
  const { id } = useParams({ from: '/inside/rosters/$id' });
  const words = useWords(rosterWords).page;
  const one = useQuery(importOf(id));
  useAfterWork(one.data?.state);
  if (one.isLoading) return <Loading rows={10} />;
  if (!one.data) return <Problem error={one.error} onRetry={() => void one.refetch()} />;
  return (
    <>
      <RosterHead one={one.data} />
      {one.error && <p className="note mind form-note">{words.kept}</p>}
      <RosterBody key={one.data.state} one={one.data} />
    </>
  );
}

function RosterHead({ one }: { readonly one: RosterImport }) {
  const frame = useWords(frameWords);
  const words = useWords(rosterWords).page;
  const { modes, states } = useWords(rosterCodes);
  const { moment } = useFormats();
  const title = words.title(one.org.name);
  useTitle(title);
  return (
    <>
      <nav className="crumbs" aria-label={frame.pages.rosters}>
        <Link to="/rosters">{frame.pages.rosters}</Link>
      </nav>
      <div className="head">
        <h1>{title}</h1>
        <Tag tone="info">{modes[one.mode]}</Tag>
        <small className="when-wide">{words.by(one.by, moment(one.createdAt))}</small>
        <DiscardButton one={one} />
      </div>
      <RosterSteps one={one} />
      <p role="status" className="sr-only">
        {states[one.state]}
      </p>
    </>
  );
}

function RosterBody({ one }: { readonly one: RosterImport }) {
  const { counts } = one;
  if (isWorking(one.state)) return <RosterWorking one={one} />;
  if (one.state === 'mapping') return <RosterColumns one={one} />;
  if (one.state === 'compared' && counts) return <RosterDifferences one={{ ...one, counts }} />;
  if (one.state === 'applied' && counts) return <RosterResult one={{ ...one, counts }} />;
  return one.state === 'discarded' ? <RosterDiscarded one={one} /> : <RosterFailed one={one} />;
}

/** When the server has done its work everything that shows it is read again; and the reader starts at the top. */
function useAfterWork(state: ImportState | undefined): void {
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    if (isWorking(before.current)) void refresh(...IMPORT_READS.slice(1), ...ROW_READS, ...AFTER_READS);
    // What was pressed has left the page, and the focus with it.
    if (before.current !== undefined && document.activeElement === document.body) {
      document.getElementById('content')?.focus({ preventScroll: true });
    }
    if (before.current !== undefined) window.scrollTo(0, 0);
    before.current = state;
  }, [state]);
}
