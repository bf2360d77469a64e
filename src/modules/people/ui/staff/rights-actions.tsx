import { Form, Input } from 'antd';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { doRequest, refuseRequest } from '../../rights/contract.ts';
import { MOVE_READS } from './people-reads.ts';
import type { RequestDetail } from './rights-drawer.tsx';
import { rightsWords } from './rights-texts.ts';

interface AnswerProps {
  readonly request: RequestDetail;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

const READS = [...MOVE_READS, 'GET /api/rights', 'GET /api/rights/:id'];

/** Says what will happen, then does it. */
export function DoDialog({ request: { id, kind, name }, onDone, onClose }: AnswerProps) {
  const words = useWords(rightsWords);
  const send = useSend<typeof doRequest>('POST /api/rights/:id/do', READS);
  return (
    <FormDialog<{ note?: string }>
      title={words.doDialog.title(name ?? '')}
      ok={words.act[kind]}
      danger={kind === 'deregister'}
      send={send}
      onSubmit={({ note = '' }) =>
        send.mutate({ id, note }, { onSuccess: () => onDone(words.doDialog.done) })
      }
      onClose={onClose}
    >
      <p className="form-note">{words.doDialog.body[kind]}</p>
      {kind !== 'deregister' && (
        <Form.Item name="note" label={words.doDialog.note}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      )}
    </FormDialog>
  );
}

/** A refusal needs a reason that the person reads. */
export function RefuseDialog({ request: { id, name }, onDone, onClose }: AnswerProps) {
  const words = useWords(rightsWords).refuseDialog;
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend<typeof refuseRequest>('POST /api/rights/:id/refuse', READS);
  return (
    <FormDialog<{ reason: string }>
      title={words.title(name ?? '')}
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
