import { App, Form, Input, Select } from 'antd';
import type { enterAnswer } from '../../errands/desk/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { HowField } from './errand-confirm.tsx';
import { errandEnterWords } from './errand-enter-texts.ts';
import { ERRAND_READS, type ErrandRow, type ErrandsView } from './errand-reads.ts';
import { SaidFields, saidOf, type SaidValues } from './errand-said.tsx';
import { errandWords } from './errand-texts.ts';

interface EnterProps {
  readonly row: ErrandRow;
  readonly sections: ErrandsView['sections'];
  readonly onClose: () => void;
}

/** A unit has phoned: what it said is written down and counts at once. */
export function EnterDialog({ row, sections, onClose }: EnterProps) {
  const words = useWords(errandEnterWords);
  const { sayings: names, required: missing } = useWords(errandWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<SaidValues>();
  // What the unit itself could say now.
  const sayings = row.may;
  const saying = Form.useWatch('saying', form) ?? sayings[0];
  const send = useSend<typeof enterAnswer>('POST /api/errands/:id/answers', ERRAND_READS);
  const submit = (values: SaidValues): void => {
    const { signer, signerTitle, how } = values;
    const answer = { id: row.id, signer, ...(signerTitle && { signerTitle }), said: saidOf(values), how };
    const done = () => {
      void message.success(words.entered);
      onClose();
    };
    send.mutate(answer, { onSuccess: done });
  };
  return (
    <FormDialog<SaidValues>
      title={words.enterTitle(row.unit.name)}
      ok={words.enterOk}
      send={send}
      form={form}
      initial={{ ...(sayings[0] && { saying: sayings[0] }), topics: [{ title: '' }] }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="saying" label={words.what} hidden={sayings.length === 1}>
        <Select options={sayings.map((value) => ({ value, label: names[value] }))} />
      </Form.Item>
      {saying && <SaidFields saying={saying} sections={sections} />}
      <Form.Item
        name="signer"
        label={words.signer}
        extra={words.signerWhy}
        rules={[{ required: true, whitespace: true, message: missing }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="signerTitle" label={words.signerTitle}>
        <Input maxLength={60} />
      </Form.Item>
      <HowField />
    </FormDialog>
  );
}
