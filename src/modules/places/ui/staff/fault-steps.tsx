import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { stepFault } from '../../trust/faults/contract.ts';
import { TRUST_READS, type Fault } from './trust-reads.ts';
import { trustWords } from './trust-texts.ts';

type Next = 'acked' | 'fixing' | 'fixed' | 'confirmed';
const PLAIN: readonly Next[] = ['acked', 'fixing', 'fixed', 'confirmed'];

/** What may be done with a fault now; the likeliest step stands out, refusing asks why. */
export function FaultSteps({ fault: { id, next } }: { readonly fault: Pick<Fault, 'id' | 'next'> }) {
  const words = useWords(trustWords);
  const { message } = App.useApp();
  const [refusing, setRefusing] = useState(false);
  const send = useSend<typeof stepFault>('POST /api/faults/:id/step', TRUST_READS);
  const steps = PLAIN.filter((to) => next.includes(to));
  if (next.length === 0) return null;
  const step = (to: Next): void =>
    send.mutate({ id, to }, { onSuccess: () => void message.success(words.stepped(words.states[to])) });
  return (
    <>
      <div className="row">
        {steps.map((to, nth) => (
          <Button
            key={to}
            type={nth === 0 ? 'primary' : 'default'}
            loading={send.isPending && send.variables?.to === to}
            disabled={send.isPending}
            onClick={() => step(to)}
          >
            {words.steps[to]}
          </Button>
        ))}
        {next.includes('refused') && (
          <Button type="text" danger disabled={send.isPending} onClick={() => setRefusing(true)}>
            {words.refuse}
          </Button>
        )}
      </div>
      {!refusing && <FormProblem error={send.error} />}
      {refusing && <Refuse id={id} onClose={() => setRefusing(false)} />}
    </>
  );
}

function Refuse({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const words = useWords(trustWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend<typeof stepFault>('POST /api/faults/:id/step', TRUST_READS);
  return (
    <FormDialog
      title={words.refuseTitle}
      ok={words.refuse}
      danger
      form={form}
      send={send}
      onClose={onClose}
      onSubmit={({ reason }) =>
        send.mutate(
          { id, to: 'refused', reason: reason.slice(0, 100) },
          {
            onSuccess: () => {
              void message.success(words.stepped(words.states.refused));
              onClose();
            },
          },
        )
      }
    >
      <p className="form-note">{words.refuseNote}</p>
      <ReasonField form={form} ready={words.refuseReady} />
    </FormDialog>
  );
}
