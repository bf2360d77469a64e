import { App, Form } from 'antd';
import type { setStopState, setVisitState } from '#voices/visits/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { stopName, VISIT_READS, type StopView, type VisitView } from './visit-reads.ts';
import { visitWords } from './visit-texts.ts';

interface Values {
  readonly reason: string;
}

interface CancelProps {
  readonly visit: VisitView;
  readonly onClose: () => void;
}

export function CancelVisit({ visit, onClose }: CancelProps) {
  const words = useWords(visitWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const send = useSend<typeof setVisitState>('POST /api/visits/:id/state', VISIT_READS);
  const done = (): void => {
    void message.success(words.cancelled);
    onClose();
  };
  return (
    <FormDialog<Values>
      title={words.cancelTitle(visit.title)}
      ok={words.cancel}
      danger
      form={form}
      send={send}
      onSubmit={({ reason }) =>
        send.mutate({ id: visit.id, state: 'cancelled', reason }, { onSuccess: done })
      }
      onClose={onClose}
    >
      <ReasonField form={form} ready={words.cancelReady} />
    </FormDialog>
  );
}

/** Why a stop was left out. */
export function SkipStop({ visit, stop, onClose }: CancelProps & { readonly stop: StopView }) {
  const words = useWords(visitWords);
  const [form] = Form.useForm<Values>();
  const send = useSend<typeof setStopState>('POST /api/visits/:id/stops/:stopId/state', VISIT_READS);
  return (
    <FormDialog<Values>
      title={words.skipTitle(stopName(stop) ?? words.goneStop)}
      ok={words.skip}
      form={form}
      send={send}
      onSubmit={({ reason }) =>
        send.mutate({ id: visit.id, stopId: stop.id, state: 'skipped', reason }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <ReasonField form={form} ready={words.skipReady} />
    </FormDialog>
  );
}
