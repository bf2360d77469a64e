import './intake.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { getIntake } from '#places/intake/contract';
import { number } from '#web/staff/format.ts';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useTitle } from '#web/staff/title.ts';
import { useWords } from '#web/staff/words.ts';
import { IntakeColumns } from './intake-columns.tsx';
import { IntakeDone } from './intake-done.tsx';
import { IntakeRows } from './intake-rows.tsx';
import { intakeWords } from './intake-texts.ts';

export type IntakeView = Output<typeof getIntake>;

/** One intake: its columns, then what would be written, then what was. */
export function IntakePage() {
  const words = useWords(intakeWords);
  const { id } = useParams({ strict: false }) as { id: string };
  const intake = useQuery(ask<typeof getIntake>('GET /api/places/intakes/:id', { id }));
  useTitle(words.title);
  if (intake.error) return <Problem error={intake.error} onRetry={() => void intake.refetch()} />;
  if (!intake.data) return <Loading />;
  return (
    <>
      <div className="head">
        <h1>{intake.data.fileName}</h1>
        <span>
          {intake.data.org.name} · {words.rows(number(intake.data.counts.rows))}
        </span>
        <Link to="/places/intake">{words.title}</Link>
      </div>
      <Steps intake={intake.data} />
    </>
  );
}

function Steps({ intake }: { readonly intake: IntakeView }) {
  const [remapping, setRemapping] = useState(false);
  if (intake.state === 'mapping' || remapping) {
    return <IntakeColumns intake={intake} onMapped={() => setRemapping(false)} />;
  }
  if (intake.state === 'compared') return <IntakeRows intake={intake} onRemap={() => setRemapping(true)} />;
  return <IntakeDone intake={intake} />;
}
