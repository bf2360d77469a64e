import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { updatePlace } from '#places/contract';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { Taken } from './map-coords.ts';
import { MapAsk } from './map-ask.tsx';
import { MapView } from './map-view.tsx';
import { mapWords } from './map-texts.ts';
import { PLACE_READS } from './places-reads.ts';

interface MapPickerProps {
  readonly place: { readonly id: string; readonly name: string; readonly address: string | null };
  /** Where it has been until now. */
  readonly was: Taken | null;
  /** Of a run from one to the next: how many there are left, and the way to the next. */
  readonly run?: { readonly left: number; readonly onNext: () => void };
  readonly onSaved: (position: Taken) => void;
  readonly onClose: () => void;
}

/** Gives a place its position: pasted, taken by this device, or by dragging a pin among its neighbours. */
export function MapPicker({ place, was, run, onSaved, onClose }: MapPickerProps) {
  const frame = useWords(frameWords);
  const words = useWords(mapWords);
  const { message } = App.useApp();
  const [taken, setTaken] = useState<Taken | null>(null);
  const send = useSend<typeof updatePlace>('PATCH /api/places/:id', PLACE_READS);
  const mayLeave = useUnsaved(taken !== null && !send.isSuccess);
  const leave = async (go: () => void): Promise<void> => {
    if (await mayLeave()) go();
  };
  const save = (position: Taken): void =>
    send.mutate(
      { id: place.id, position },
      {
        onSuccess: () => {
          message.success(words.saved);
          onSaved(position);
        },
      },
    );
  return (
    <Modal
      open
      width={760}
      className="map-dialog"
      title={words.title(place.name)}
      onCancel={() => void leave(onClose)}
      footer={[
        <Button key="cancel" onClick={() => void leave(onClose)}>
          {frame.cancel}
        </Button>,
        run && (
          <Button key="skip" onClick={() => void leave(run.onNext)}>
            {words.skip}
          </Button>
        ),
        <Button
          key="save"
          type="primary"
          disabled={taken === null}
          loading={send.isPending}
          onClick={() => taken && save(taken)}
        >
          {run ? words.saveNext : words.save}
        </Button>,
      ]}
    >
      {run && <p className="form-note">{words.left(run.left)}</p>}
      {place.address && <p className="form-note quiet">{place.address}</p>}
      <MapAsk onTaken={setTaken} />
      {(taken ?? was) ? (
        <MapView id={place.id} taken={taken ?? was!} was={was} onMove={setTaken} />
      ) : (
        <p className="quiet">{words.none}</p>
      )}
      <FormProblem error={send.error} />
    </Modal>
  );
}
