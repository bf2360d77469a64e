import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { CircleAlert, Undo2 } from 'lucide-react';
import type { moveManyPlaces, undoManyStates } from '../../many/contract.ts';
import { call } from '#web/client.ts';
import { Problem } from '#web/staff/parts.tsx';
import { refresh } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import type { Done } from './places-bulk.tsx';
import { PLACE_READS } from './places-reads.ts';
import { placesWords } from './places-texts.ts';

interface DoneNoteProps {
  readonly done: Done;
  readonly onUndone: (count: number) => void;
  readonly onClose: () => void;
}

/** What came of a batch: how many, each that was refused and why, and the way back. */
export function DoneNote({ done, onUndone, onClose }: DoneNoteProps) {
  const frame = useWords(frameWords);
  const words = useWords(placesWords);
  const { outcomes } = done.result;
  const failed = outcomes.filter(({ ok }) => !ok);
  const nameOf = (id: string): string => done.rows.find((row) => row.id === id)?.name ?? words.gone;
  const undo = useMutation({
    mutationFn: () => takeBack(done),
    onSuccess: (count) => {
      void refresh(...PLACE_READS);
      onUndone(count);
    },
  });
  return (
    <div className={failed.length > 0 ? 'note mind place-done' : 'note place-done'} role="status">
      <div className="row">
        <b className="grow">{done.sentence}</b>
        {done.result.done > 0 && (
          <Button
            icon={<Undo2 size={16} aria-hidden />}
            loading={undo.isPending}
            onClick={() => undo.mutate()}
          >
            {words.undo}
          </Button>
        )}
        <Button type="text" onClick={onClose}>
          {frame.close}
        </Button>
      </div>
      {failed.length > 0 && (
        <>
          <h3>
            <CircleAlert size={18} aria-hidden className="alarm" /> {words.failed(failed.length)}
          </h3>
          <ul className="lines">
            {failed.map(({ id, message }) => (
              <li key={id}>
                <b>{nameOf(id)}</b>
                <span className="grow">{message}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {undo.error && <Problem error={undo.error} />}
    </div>
  );
}

/** Brings back what was before, and tells for how many that could be done. */
async function takeBack({ rows, result, what }: Done): Promise<number> {
  const changed = new Set(result.outcomes.filter(({ ok }) => ok).map(({ id }) => id));
  if (what === 'state') {
    const ids = [...changed];
    return (await call<typeof undoManyStates>('POST /api/places/states/undo', { ids })).done;
  }
  let count = 0;
  const back = rows.filter(({ id }) => changed.has(id));
  for (const orgId of new Set(back.map(({ org }) => org.id))) {
    const ids = back.filter(({ org }) => org.id === orgId).map(({ id }) => id);
    count += (await call<typeof moveManyPlaces>('POST /api/places/unions', { ids, orgId })).done;
  }
  return count;
}
