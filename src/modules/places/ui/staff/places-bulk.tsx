import { Button, Form } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { PlaceState } from '#places/contract';
import type { changeManyStates, moveManyPlaces } from '../../many/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { SignsButton } from './host-signs.tsx';
import { StepDialog } from './place-step.tsx';
import { stepWords } from './place-step-texts.ts';
import { BULK_STEPS, PLACE_READS, type PlaceRow } from './places-reads.ts';
import { placeNames, placesWords } from './places-texts.ts';

/** What was done to many, to be told and perhaps taken back. */
export interface Done {
  readonly sentence: string;
  readonly rows: readonly PlaceRow[];
  readonly result: Output<typeof changeManyStates>;
  readonly what: 'state' | 'union';
}

interface BulkProps {
  readonly rows: readonly PlaceRow[];
  readonly onDone: (done: Done) => void;
  readonly onClear: () => void;
}

/** What can be done with the chosen rows; it stays at the bottom of the window while they are scrolled. */
export function PlaceSelection({ rows, onDone, onClear }: BulkProps) {
  const words = useWords(placesWords);
  const { verbs } = useWords(stepWords);
  const [open, setOpen] = useState<PlaceState | 'move' | null>(null);
  const close = (): void => setOpen(null);
  const finish = (done: Done): void => {
    close();
    onDone(done);
  };
  return (
    <div className="selection" role="region" aria-label={words.chosen(rows.length)}>
      <b role="status">{words.chosen(rows.length)}</b>
      {BULK_STEPS.map((to) => (
        <Button key={to} danger={to === 'delisted'} onClick={() => setOpen(to)}>
          {verbs[to]}
        </Button>
      ))}
      <Button onClick={() => setOpen('move')}>{words.move}</Button>
      <SignsButton ids={rows.map(({ id }) => id)} />
      <Button type="text" onClick={onClear}>
        {words.unchoose}
      </Button>
      {open === 'move' && <MoveDialog rows={rows} onDone={finish} onClose={close} />}
      {open !== null && open !== 'move' && (
        <ManySteps to={open} rows={rows} onDone={finish} onClose={close} />
      )}
    </div>
  );
}

interface ManyProps {
  readonly rows: readonly PlaceRow[];
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
}

function ManySteps({ to, rows, onDone, onClose }: ManyProps & { readonly to: PlaceState }) {
  const words = useWords(placesWords);
  const { states } = useWords(placeNames);
  const { many } = useWords(stepWords);
  const send = useSend<typeof changeManyStates>('POST /api/places/states', PLACE_READS);
  return (
    <StepDialog
      to={to}
      name={many(rows.length)}
      send={send}
      onSubmit={(answer) =>
        send.mutate(
          { ids: rows.map(({ id }) => id), ...answer },
          {
            onSuccess: (result) =>
              onDone({ sentence: words.stepped(result.done, states[to]), rows, result, what: 'state' }),
          },
        )
      }
      onClose={onClose}
    />
  );
}

function MoveDialog({ rows, onDone, onClose }: ManyProps) {
  const words = useWords(placesWords);
  const send = useSend<typeof moveManyPlaces>('POST /api/places/unions', PLACE_READS);
  return (
    <FormDialog<{ orgId: number }>
      title={words.moveTitle(rows.length)}
      ok={words.moveOk}
      send={send}
      onSubmit={({ orgId }) =>
        send.mutate(
          { ids: rows.map(({ id }) => id), orgId },
          {
            onSuccess: (result) =>
              onDone({ sentence: words.moved(result.done), rows, result, what: 'union' }),
          },
        )
      }
      onClose={onClose}
    >
      <p className="form-note">{words.moveNote}</p>
      <Form.Item name="orgId" label={words.moveTo} rules={[{ required: true, message: words.choose }]}>
        <OrgPicker />
      </Form.Item>
    </FormDialog>
  );
}
