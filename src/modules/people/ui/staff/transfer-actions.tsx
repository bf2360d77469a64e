import { Form, Input } from 'antd';
import type { acceptTransfer, recordConsent, refuseTransfer, withdrawTransfer } from '#people/moves/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { MOVE_READS } from './people-reads.ts';
import type { Transfer, TransferAction } from './transfer-reads.ts';
import { transferWords } from './transfer-texts.ts';

interface ActionProps {
  readonly transfer: Pick<Transfer, 'id' | 'name' | 'from' | 'to' | 'state'>;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** The dialog that belongs to an action. */
export function TransferActionDialog({ action, ...rest }: ActionProps & { readonly action: TransferAction }) {
  if (action === 'accept') return <AcceptDialog {...rest} />;
  if (action === 'consent') return <ConsentDialog {...rest} />;
  return <EndingDialog action={action} {...rest} />;
}

function AcceptDialog({ transfer: { id, name, from, to, state }, onDone, onClose }: ActionProps) {
  const words = useWords(transferWords).accept;
  const send = useSend<typeof acceptTransfer>('POST /api/transfers/:id/accept', MOVE_READS);
  const body = state === 'requested' ? words.body.requested : words.body.confirmed;
  return (
    <FormDialog
      title={words.title(name)}
      ok={words.ok}
      send={send}
      onSubmit={() => send.mutate({ id }, { onSuccess: () => onDone(words.done) })}
      onClose={onClose}
    >
      <p className="form-note">{body(from.name, to.name)}</p>
    </FormDialog>
  );
}

function ConsentDialog({ transfer: { id, name }, onDone, onClose }: ActionProps) {
  const words = useWords(transferWords);
  const send = useSend<typeof recordConsent>('POST /api/transfers/:id/consent', MOVE_READS);
  return (
    <FormDialog<{ note: string }>
      title={words.consent.title(name)}
      ok={words.consent.ok}
      send={send}
      onSubmit={({ note }) => send.mutate({ id, note }, { onSuccess: () => onDone(words.consent.done) })}
      onClose={onClose}
    >
      <p className="form-note">{words.consent.body}</p>
      <Form.Item
        name="note"
        label={words.consent.note}
        extra={words.consent.noteNote}
        rules={[{ required: true, whitespace: true, message: words.claim.required }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}

/** Objecting and withdrawing: each needs a reason that others will read. */
function EndingDialog({
  action,
  transfer: { id, name },
  onDone,
  onClose,
}: ActionProps & { readonly action: 'refuse' | 'withdraw' }) {
  const words = useWords(transferWords)[action];
  const [form] = Form.useForm<{ reason: string }>();
  const sends = {
    refuse: useSend<typeof refuseTransfer>('POST /api/transfers/:id/refuse', MOVE_READS),
    withdraw: useSend<typeof withdrawTransfer>('POST /api/transfers/:id/withdraw', MOVE_READS),
  };
  const send = sends[action];
  return (
    <FormDialog<{ reason: string }>
      title={words.title(name)}
      ok={words.ok}
      danger
      form={form}
      send={send}
      onSubmit={({ reason }) => send.mutate({ id, reason }, { onSuccess: () => onDone(words.done) })}
      onClose={onClose}
    >
      <p className="form-note">{words.body}</p>
      <ReasonField form={form} ready={words.ready} />
    </FormDialog>
  );
}
