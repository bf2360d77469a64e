import type { printHostPack } from '../../host/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { refresh } from '#web/staff/query.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { filled, HostFields, type LinkValues } from './host-fields.tsx';
import { HOST_READS } from './host-reads.ts';
import { hostWords } from './host-texts.ts';
import type { PlaceView } from './place-tabs.ts';

interface HostPackDialogProps {
  readonly place: PlaceView;
  readonly days: number;
  readonly onClose: () => void;
}

/** The sign and the host's page, with a link that is made for them. */
export function HostPackDialog({ place, days, onClose }: HostPackDialogProps) {
  const words = useWords(hostWords);
  const send = useDownload<typeof printHostPack>('POST /api/places/:id/host-pack');
  const done = (): void => {
    void refresh(...HOST_READS);
    onClose();
  };
  return (
    <FormDialog<LinkValues>
      title={words.packTitle(place.name)}
      ok={words.download}
      send={send}
      onSubmit={(values) => send.mutate({ id: place.id, ...filled(values) }, { onSuccess: done })}
      onClose={onClose}
    >
      <p className="form-note">{words.packNote}</p>
      <HostFields days={days} />
    </FormDialog>
  );
}
