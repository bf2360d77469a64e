import { Form, Modal, type FormInstance } from 'antd';
import { useState, type ReactNode } from 'react';
import { FormProblem } from './parts.tsx';
import { frameWords } from './texts.ts';
import { useUnsaved } from './unsaved.ts';
import { useWords } from './words.ts';

interface FormDialogProps<V extends object> {
  readonly title: string;
  /** The verb on the button. */
  readonly ok: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly width?: number;
  /** The write that the dialog is for: its progress, and what went wrong. */
  readonly send: { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: unknown };
  readonly form?: FormInstance<V>;
  readonly initial?: Partial<V>;
  readonly onSubmit: (values: V) => void;
  readonly onClose: () => void;
  readonly onChange?: () => void;
  readonly children: ReactNode;
}

/** A dialog that asks a few things and does one: it says what will happen, tells errors in place, and guards what is typed. */
export function FormDialog<V extends object>({
  title,
  ok,
  danger = false,
  disabled = false,
  width = 520,
  send,
  form: given,
  initial,
  onSubmit,
  onClose,
  onChange,
  children,
}: FormDialogProps<V>) {
  const frame = useWords(frameWords);
  const [form] = Form.useForm<V>(given);
  const [dirty, setDirty] = useState(false);
  const mayLeave = useUnsaved(dirty && !send.isSuccess);
  const cancel = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  return (
    <Modal
      open
      width={width}
      title={title}
      okText={ok}
      okButtonProps={{ danger, disabled }}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={() => void cancel()}
    >
      <Form
        // Before the ids of its fields: a form of the page may have fields of the same names, and labels would lead there.
        name="dialog"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial ?? {}}
        onFinish={onSubmit}
        onValuesChange={() => {
          setDirty(true);
          onChange?.();
        }}
      >
        {children}
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}
