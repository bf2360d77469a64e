import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import type { exportLeftOut, undoHotline } from '#voices/hotline/contract';
import { number } from '#web/staff/format.ts';
import { Blank, FormProblem } from '#web/staff/parts.tsx';
import { useDownload } from '#web/staff/use-download.ts';
import { UndoUntil } from '#web/staff/undo-until.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { AFTER_HOTLINE, type HotlineView } from './hotline-reads.ts';
import { RowList } from './hotline-rows.tsx';
import { hotlineWords } from './hotline-texts.ts';

/** What was taken in and what was left out, row by row; and the way back. */
export function HotlineDone({ intake }: { readonly intake: HotlineView }) {
  const words = useWords(hotlineWords);
  const undo = useSend<typeof undoHotline>('POST /api/hotline/intakes/:id/undo', AFTER_HOTLINE);
  if (intake.state === 'undone' || undo.data) {
    const kept = undo.data?.kept.map(({ caseNo }) => caseNo).join('、');
    return (
      <section className="card">
        <Blank title={undo.data ? words.undone(number(undo.data.removed)) : words.undoneState}>
          {kept ? words.kept(kept) : undefined}
        </Blank>
      </section>
    );
  }
  const { taken, left, rows } = intake.counts;
  return (
    <>
      <section className="card stack">
        <h2>{words.applied(number(taken))}</h2>
        <p>{left > 0 ? words.leftOut(number(left)) : words.allTaken}</p>
        {rows === 0 && <p className="quiet">{words.gone}</p>}
        <div className="row">
          <Link to="/voices" search={{ kind: 'hotline', state: 'all' }}>
            {words.toVoices}
          </Link>
          {left > 0 && rows > 0 && <LeftButton id={intake.id} />}
        </div>
        <FormProblem error={undo.error} />
        <UndoUntil
          words={words}
          until={intake.undoUntil}
          onUndo={() => undo.mutateAsync({ id: intake.id })}
        />
      </section>
      {left > 0 && rows > 0 && (
        <section className="card list" aria-label={words.leftTitle}>
          <div className="filters">
            <h2>{words.leftTitle}</h2>
          </div>
          <RowList intake={intake} show="left" total={left} choosing={false} />
        </section>
      )}
    </>
  );
}

function LeftButton({ id }: { readonly id: string }) {
  const words = useWords(hotlineWords);
  const send = useDownload<typeof exportLeftOut>('GET /api/hotline/intakes/:id/left');
  return (
    <>
      <Button
        icon={<Download size={16} aria-hidden />}
        loading={send.isPending}
        onClick={() => send.mutate({ id })}
      >
        {words.download}
      </Button>
      <FormProblem error={send.error} />
    </>
  );
}
