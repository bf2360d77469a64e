import { Button, Form, Input, Modal } from 'antd';
import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Fact, FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { defineWords, useWords } from '#web/staff/words.ts';

/** Words around covered numbers. */
export const numberWords = defineWords(
  {
    phone: '手机号',
    noPhone: '没有登记',
    show: '显示完整号码',
    title: (name: string) => `显示${name}的完整号码`,
    body: '用途、时间和您的名字会先记入审计，再显示号码。一分钟后自动遮住。',
    purpose: '用途',
    ready: ['电话核对本人', '办理会员卡', '本人要求更正', '纸质材料归档'],
    required: '请写明用途',
    ok: '记录并显示',
    shown: '一分钟后自动遮住',
  },
  {
    phone: 'Mobile number',
    noPhone: 'none on record',
    show: 'Show the full numbers',
    title: (name) => `Show the full numbers of ${name}`,
    body: 'Purpose, time and your name go into the audit log before they are shown. They are covered again after a minute.',
    purpose: 'Purpose',
    ready: ['Checking with the person by phone', 'Issuing a card', 'Correction asked for', 'Filing on paper'],
    required: 'Please state the purpose',
    ok: 'Record and show',
    shown: 'covered again after a minute',
  },
);

/** How long whole numbers stay in sight. */
export const SHOWN_MS = 60_000;

interface Pair {
  readonly idNo: string;
  readonly phone: string | null;
}

interface NumbersProps {
  readonly name: string;
  readonly idLabel: string;
  readonly masked: Pair;
  /** Absent where the role may not. */
  readonly reveal?: (purpose: string) => Promise<Pair>;
}

/** ID and phone, covered; shown in full for a stated purpose and for a minute. */
export function Numbers({ name, idLabel, masked, reveal }: NumbersProps) {
  const words = useWords(numberWords);
  const [full, setFull] = useState<Pair | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!full) return;
    const cover = setTimeout(() => setFull(null), SHOWN_MS);
    return () => clearTimeout(cover);
  }, [full]);
  const { idNo, phone } = full ?? masked;
  return (
    <>
      <Fact name={idLabel}>{idNo}</Fact>
      <Fact name={words.phone}>
        <span className="row">
          <span className="grow">{phone ?? words.noPhone}</span>
          {full && <small role="status">{words.shown}</small>}
          {reveal && !full && (
            <Button size="small" icon={<Eye size={16} aria-hidden />} onClick={() => setAsking(true)}>
              {words.show}
            </Button>
          )}
        </span>
      </Fact>
      {reveal && asking && (
        <PurposeDialog name={name} reveal={reveal} onShown={setFull} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

interface PurposeDialogProps<T> {
  readonly name: string;
  readonly reveal: (purpose: string) => Promise<T>;
  readonly onShown: (numbers: T) => void;
  readonly onClose: () => void;
}

/** Asks what the whole numbers are for before they are shown. */
export function PurposeDialog<T>({ name, reveal, onShown, onClose }: PurposeDialogProps<T>) {
  const frame = useWords(frameWords);
  const words = useWords(numberWords);
  const [form] = Form.useForm<{ purpose: string }>();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const submit = async ({ purpose }: { purpose: string }): Promise<void> => {
    setState({ busy: true, error: null });
    try {
      onShown(await reveal(purpose));
      onClose();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <Modal
      open
      title={words.title(name)}
      okText={words.ok}
      cancelText={frame.cancel}
      confirmLoading={state.busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="quiet form-note">{words.body}</p>
      <div className="row form-note">
        {words.ready.map((purpose) => (
          <Button key={purpose} size="small" onClick={() => form.setFieldsValue({ purpose })}>
            {purpose}
          </Button>
        ))}
      </div>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <Form.Item
          name="purpose"
          label={words.purpose}
          rules={[{ required: true, whitespace: true, message: words.required }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <FormProblem error={state.error} />
      </Form>
    </Modal>
  );
}
