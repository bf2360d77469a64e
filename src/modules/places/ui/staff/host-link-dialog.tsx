import { App, Button, Modal } from 'antd';
import type { makeHostLink } from '../../host/contract.ts';
import { copyText } from '#web/staff/clipboard.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { Qr } from '#web/staff/qr.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { filled, HostFields, type LinkValues } from './host-fields.tsx';
import { HOST_READS } from './host-reads.ts';
import { hostWords } from './host-texts.ts';
import type { PlaceView } from './place-tabs.ts';

interface HostDialogProps {
  readonly place: PlaceView;
  readonly days: number;
  readonly onClose: () => void;
}

/** Makes a link; afterwards shows it, this once. */
export function HostLinkDialog({ place, days, onClose }: HostDialogProps) {
  const words = useWords(hostWords);
  const send = useSend<typeof makeHostLink>('POST /api/places/:id/host-links', HOST_READS);
  if (send.data)
    return <Shown place={place} label={send.variables.label} token={send.data.token} onClose={onClose} />;
  return (
    <FormDialog<LinkValues>
      title={words.makeTitle(place.name)}
      ok={words.create}
      send={send}
      onSubmit={(values) => send.mutate({ id: place.id, ...filled(values) })}
      onClose={onClose}
    >
      <HostFields days={days} />
    </FormDialog>
  );
}

interface ShownProps {
  readonly place: PlaceView;
  readonly label: string;
  readonly token: string;
  readonly onClose: () => void;
}

function Shown({ place, label, token, onClose }: ShownProps) {
  const words = useWords(hostWords);
  const { message } = App.useApp();
  const link = `${location.origin}/host#${token}`;
  const copy = async (): Promise<void> => {
    await copyText(words.wechat(place.org.name, place.name, label, link));
    message.success(words.copied);
  };
  return (
    <Modal
      open
      title={words.shownTitle}
      // A press beside it must not lose the link.
      mask={{ closable: false }}
      onCancel={onClose}
      footer={[
        <Button key="copy" type="primary" onClick={() => void copy()}>
          {words.copy}
        </Button>,
        <Button key="done" onClick={onClose}>
          {words.done}
        </Button>,
      ]}
    >
      <p className="form-note">{words.shownBody}</p>
      <Qr text={link} label={words.qr(place.name)} />
      <p className="secret">{link}</p>
    </Modal>
  );
}
