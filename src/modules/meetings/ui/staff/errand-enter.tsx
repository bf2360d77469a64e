import { App, Form, Input, Radio, Select } from 'antd';
import type { Request } from '#kernel/contract';
import type { enterAnswer } from '../../errands/desk/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { HowField } from './errand-confirm.tsx';
import { ERRAND_READS, type ErrandRow } from './errand-reads.ts';
import { errandWords } from './errand-texts.ts';

type Entered = Request<typeof enterAnswer>;
type Said = Entered['said'];

/** What an officer can write down; comments on single sections of the minutes come by the unit's page. */
const SAYINGS = {
  topics: ['topics', 'no_topics'],
  attend: ['attend'],
  review: ['agree'],
  item: ['accept', 'dispute', 'progress', 'report', 'defer'],
} as const satisfies Record<ErrandRow['kind'], readonly Said['kind'][]>;

interface Values {
  readonly saying: Said['kind'];
  readonly signer: string;
  readonly signerTitle?: string;
  readonly how: Entered['how'];
  readonly title?: string;
  readonly background?: string;
  readonly coming?: boolean;
  readonly person?: string;
  readonly note?: string;
  readonly ownerPhone?: string;
  readonly text?: string;
  readonly dueOn?: string;
}

interface EnterProps {
  readonly row: ErrandRow;
  readonly onClose: () => void;
}

/** A unit has phoned: what it said is written down and counts at once. */
export function EnterDialog({ row, onClose }: EnterProps) {
  const words = useWords(errandWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const sayings = SAYINGS[row.kind];
  const saying = Form.useWatch('saying', form) ?? sayings[0];
  const send = useSend<typeof enterAnswer>('POST /api/errands/:id/answers', ERRAND_READS);
  const submit = (values: Values): void => {
    const { signer, signerTitle, how } = values;
    const answer = { id: row.id, signer, ...(signerTitle && { signerTitle }), said: saidOf(values), how };
    const done = () => {
      void message.success(words.entered);
      onClose();
    };
    send.mutate(answer, { onSuccess: done });
  };
  const required = { required: true, whitespace: true, message: words.required };
  return (
    <FormDialog<Values>
      title={words.enterTitle(row.unit.name)}
      ok={words.enterOk}
      send={send}
      form={form}
      initial={{ saying: sayings[0] }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="saying" label={words.what} hidden={sayings.length === 1}>
        <Select options={sayings.map((value) => ({ value, label: words.sayings[value] }))} />
      </Form.Item>
      <SaidFields saying={saying} />
      <Form.Item name="signer" label={words.signer} extra={words.signerWhy} rules={[required]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="signerTitle" label={words.signerTitle}>
        <Input maxLength={60} />
      </Form.Item>
      <HowField />
    </FormDialog>
  );
}

function SaidFields({ saying }: { readonly saying: Said['kind'] }) {
  const words = useWords(errandWords);
  const required = { required: true, whitespace: true, message: words.required };
  const text = (
    <Form.Item name="text" label={words.text} rules={[required]}>
      <Input.TextArea rows={3} maxLength={1_000} />
    </Form.Item>
  );
  switch (saying) {
    case 'topics':
      return (
        <>
          <Form.Item name="title" label={words.topic} rules={[required]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="background" label={words.background}>
            <Input.TextArea rows={3} maxLength={1_000} />
          </Form.Item>
        </>
      );
    case 'attend':
      return <AttendFields />;
    case 'accept':
      return (
        <>
          <Form.Item name="person" label={words.ownerName} extra={words.ownerWhy} rules={[required]}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="title" label={words.title}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="ownerPhone" label={words.ownerPhone} extra={words.phoneWhy}>
            <Input type="tel" maxLength={20} />
          </Form.Item>
        </>
      );
    case 'dispute':
    case 'progress':
    case 'report':
      return text;
    case 'defer':
      return (
        <>
          {text}
          <Form.Item name="dueOn" label={words.newDue} rules={[required]}>
            <Input type="date" min={today()} />
          </Form.Item>
        </>
      );
    case 'no_topics':
    case 'agree':
    case 'comments':
      return null;
  }
}

function AttendFields() {
  const words = useWords(errandWords);
  const options = [
    { value: true, label: words.coming },
    { value: false, label: words.notComing },
  ];
  return (
    <>
      <Form.Item
        name="coming"
        label={words.kinds.attend}
        rules={[{ required: true, message: words.required }]}
      >
        <Radio.Group options={options} />
      </Form.Item>
      <Form.Item name="person" label={words.person} extra={words.personWhy}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="title" label={words.title}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="note" label={words.note}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  );
}

function saidOf({ saying, ...given }: Values): Said {
  const { title, person, note, background, ownerPhone, dueOn } = given;
  switch (saying) {
    case 'topics':
      return { kind: saying, topics: [{ title: title!, background: background ?? '' }] };
    case 'attend':
      return {
        kind: saying,
        coming: given.coming!,
        ...(person && { person }),
        ...(title && { title }),
        ...(note && { note }),
      };
    case 'accept':
      return {
        kind: saying,
        ownerName: person!,
        ...(title && { ownerTitle: title }),
        ...(ownerPhone && { ownerPhone }),
      };
    case 'dispute':
      return { kind: saying, reason: given.text! };
    case 'progress':
    case 'report':
      return { kind: saying, text: given.text! };
    case 'defer':
      return { kind: saying, reason: given.text!, dueOn: dueOn! };
    case 'no_topics':
    case 'agree':
      return { kind: saying };
    case 'comments':
      return { kind: saying, comments: [] };
  }
}
