import { App, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Request } from '#kernel/contract';
import type { updatePlace } from '#places/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { factWords } from './place-texts.ts';
import type { PlaceView } from './place-tabs.ts';
import { PLACE_READS } from './places-reads.ts';

type Facts = Omit<Request<typeof updatePlace>, 'id'>;

interface SectionProps {
  readonly place: PlaceView;
  readonly title: string;
  /** The facts of the section as they are, which its form begins with. */
  readonly initial: Facts;
  /** The facts, one line each. */
  readonly children: ReactNode;
  readonly fields: ReactNode;
}

/** A group of facts, read where it stands and changed in a form of its own. */
export function Section({ place, title, initial, children, fields }: SectionProps) {
  const words = useWords(factWords);
  const [editing, setEditing] = useState(false);
  return (
    <>
      <div className="section-head">
        <h3 className="grow">{title}</h3>
        {place.may.manage && (
          <Button
            type="link"
            size="small"
            aria-label={words.editSection(title)}
            onClick={() => setEditing(true)}
          >
            {words.edit}
          </Button>
        )}
      </div>
      <dl className="facts">{children}</dl>
      {editing && (
        <SectionDialog id={place.id} title={title} initial={initial} onClose={() => setEditing(false)}>
          {fields}
        </SectionDialog>
      )}
    </>
  );
}

interface SectionDialogProps {
  readonly id: string;
  readonly title: string;
  readonly initial: Facts;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function SectionDialog({ id, title, initial, onClose, children }: SectionDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(factWords);
  const { message } = App.useApp();
  const send = useSend<typeof updatePlace>('PATCH /api/places/:id', PLACE_READS);
  const saved = (): void => {
    message.success(words.saved);
    onClose();
  };
  return (
    <FormDialog<Facts>
      title={words.editSection(title)}
      ok={frame.save}
      width={600}
      send={send}
      initial={initial}
      // What was emptied, or has left the form, is taken off the record.
      onSubmit={(values) => send.mutate({ id, ...emptied(initial, values) }, { onSuccess: saved })}
      onClose={onClose}
    >
      {children}
    </FormDialog>
  );
}

function emptied(initial: Facts, values: Facts): Facts {
  const none = Object.fromEntries(Object.keys(initial).map((field) => [field, null]));
  const given = Object.entries(values).map(([field, value]: [string, unknown]) => [
    field,
    value === undefined || value === '' ? null : value,
  ]);
  return { ...none, ...Object.fromEntries(given) } as Facts;
}
