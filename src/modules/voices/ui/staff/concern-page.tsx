import './concern.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { getConcern } from '#voices/concerns/contract';
import { useFormats } from '#web/staff/format.ts';
import { Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { ConcernAnswerDialog } from './concern-answer.tsx';
import { TONES } from './concern-columns.tsx';
import { EditDialog } from './concern-edit.tsx';
import { MergeDialog } from './concern-merge.tsx';
import type { Trail } from './concern-reads.ts';
import { ReferDialog } from './concern-refer.tsx';
import { ConcernSaid } from './concern-said.tsx';
import { concernWords } from './concern-texts.ts';
import { ConcernWay } from './concern-way.tsx';

/** One page from the voices to the answer: what was said, where it went, what came of it. */
export function ConcernPage() {
  const words = useWords(concernWords);
  const { id } = useParams({ strict: false });
  const trail = useQuery(ask<typeof getConcern>('GET /api/concerns/:id', { id: id! }));
  if (trail.error) return <Problem error={trail.error} onRetry={() => void trail.refetch()} />;
  if (!trail.data) return <Loading />;
  return (
    <div className="concern-page">
      <Link className="link concern-back" to="/concerns">
        {words.back}
      </Link>
      <Head concern={trail.data} />
      <div className="two">
        <ConcernSaid concern={trail.data} />
        <ConcernWay concern={trail.data} />
      </div>
    </div>
  );
}

const DIALOGS = {
  refer: ReferDialog,
  answer: ConcernAnswerDialog,
  edit: EditDialog,
  merge: MergeDialog,
} as const;

function Head({ concern }: { readonly concern: Trail }) {
  const words = useWords(concernWords);
  const { age } = useFormats();
  const [open, setOpen] = useState<keyof typeof DIALOGS | undefined>(undefined);
  const { title, state, org, theme, oldest, late, summary, mergedInto, reopened, may } = concern;
  const handled = may.answer && (state === 'open' || state === 'referred');
  const again = may.answer && state === 'answered' && reopened > 0;
  const Dialog = open && DIALOGS[open];
  return (
    <>
      <div className="head">
        <h1>{title}</h1>
        <Button onClick={() => window.print()}>{words.print}</Button>
        {handled && (
          <>
            <Button onClick={() => setOpen('edit')}>{words.edit}</Button>
            {state === 'open' && <Button onClick={() => setOpen('merge')}>{words.merge}</Button>}
          </>
        )}
        {(handled || again) && <Button onClick={() => setOpen('refer')}>{words.refer}</Button>}
        {(handled || again) && (
          <Button type="primary" onClick={() => setOpen('answer')}>
            {again ? words.answerAgain : words.answer}
          </Button>
        )}
      </div>
      <div className="concern-facts">
        <Tag tone={TONES[state]}>{words.states[state]}</Tag>
        {late && <Tag tone="alarm">{words.late}</Tag>}
        {reopened > 0 && <Tag tone="alarm">{words.reopened(reopened)}</Tag>}
        <span>
          {[theme, org.name, ...(handled ? [words.waited(age(oldest))] : [])].filter(Boolean).join(' · ')}
        </span>
      </div>
      {summary && <p className="concern-summary">{summary}</p>}
      {state === 'dissolved' && <p className="quiet">{words.dissolvedNote}</p>}
      {mergedInto && (
        <p>
          {words.mergedInto}{' '}
          <Link className="link" to="/concerns/$id" params={{ id: mergedInto.id }}>
            {mergedInto.title}
          </Link>
        </p>
      )}
      {Dialog && <Dialog concern={concern} onClose={() => setOpen(undefined)} />}
    </>
  );
}
