import { App, Form, Radio } from 'antd';
import type { Request } from '#kernel/contract';
import type { confirmAnswers } from '../../errands/desk/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { ERRAND_READS } from './errand-reads.ts';
import { errandWords } from './errand-texts.ts';

type How = Pick<Request<typeof confirmAnswers>, 'how'>;

interface ConfirmProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Asks how the source was confirmed: only then the answers count. */
export function ConfirmDialog({ ids, onClose, onDone }: ConfirmProps) {
  const words = useWords(errandWords);
  const { message } = App.useApp();
  const send = useSend<typeof confirmAnswers>('POST /api/errand-answers/confirm', ERRAND_READS);
  const submit = ({ how }: How): void =>
    send.mutate(
      { ids: [...ids], how },
      {
        onSuccess: ({ confirmed }) => {
          void message.success(words.confirmed(confirmed));
          onDone?.();
          onClose();
        },
      },
    );
  return (
    <FormDialog<How>
      title={words.confirmTitle(ids.length)}
      ok={words.confirmOk}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="form-note">{words.confirmBody}</p>
      <HowField />
    </FormDialog>
  );
}

/** How somebody knows that it was the unit. */
export function HowField() {
  const words = useWords(errandWords);
  return (
    <Form.Item name="how" label={words.how} rules={[{ required: true, message: words.required }]}>
      <Radio.Group options={keysOf(words.hows).map((value) => ({ value, label: words.hows[value] }))} />
    </Form.Item>
  );
}
