import { Button, Form, Input, type FormInstance } from 'antd';
import { frameWords } from './texts.ts';
import { defineWords, useWords } from './words.ts';

const reasonWords = defineWords(
  { required: '请写明原因', ready: '常用的原因' },
  { required: 'Please say why', ready: 'Common reasons' },
);

interface ReasonFieldProps {
  readonly form: FormInstance;
  /** Sentences to start from; one press writes them into the field, where they can be changed. */
  readonly ready: readonly string[];
  readonly label?: string;
  readonly note?: string;
}

/** The field `reason` of a form: ready sentences, or one's own. */
export function ReasonField({ form, ready, label, note }: ReasonFieldProps) {
  const frame = useWords(frameWords);
  const words = useWords(reasonWords);
  return (
    <>
      <div className="row form-note" role="group" aria-label={words.ready}>
        {ready.map((sentence) => (
          <Button key={sentence} size="small" onClick={() => form.setFieldsValue({ reason: sentence })}>
            {sentence}
          </Button>
        ))}
      </div>
      <Form.Item
        name="reason"
        label={label ?? frame.reason}
        extra={note}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </>
  );
}
