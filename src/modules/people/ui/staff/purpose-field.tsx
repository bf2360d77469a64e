import { Button, Form, Input } from 'antd';
import { useWords } from '#web/staff/words.ts';
import { findWords } from './find-texts.ts';

/** What a file is for: one's own words, or a ready sentence to start from. */
export function PurposeField({ ready }: { readonly ready: readonly string[] }) {
  const words = useWords(findWords).export;
  const form = Form.useFormInstance<{ purpose: string }>();
  return (
    <>
      <Form.Item
        name="purpose"
        label={words.purpose}
        extra={words.purposeNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <div className="row form-note" role="group" aria-label={words.purpose}>
        {ready.map((purpose) => (
          <Button key={purpose} size="small" onClick={() => form.setFieldsValue({ purpose })}>
            {purpose}
          </Button>
        ))}
      </div>
    </>
  );
}
