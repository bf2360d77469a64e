import { Button, Form } from 'antd';
import { FileText, Upload } from 'lucide-react';
import { useRef } from 'react';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { applicationWords } from './application-texts.ts';

const TYPES = ['application/pdf', 'image/png', 'image/jpeg'];
const MAX_BYTES = 10 * 1024 * 1024;

/** The scan of a resolution: one file, checked before it travels. */
export function ScanField() {
  const words = useWords(applicationWords).approve;
  const check = (_rule: unknown, file: File | undefined): Promise<void> => {
    if (file && !TYPES.includes(file.type)) return Promise.reject(new Error(words.wrongType));
    if (file && file.size > MAX_BYTES) return Promise.reject(new Error(words.tooBig));
    return Promise.resolve();
  };
  return (
    <Form.Item name="scan" label={words.scan} extra={words.scanNote} rules={[{ validator: check }]}>
      <FileInput />
    </Form.Item>
  );
}

interface FileInputProps {
  readonly id?: string;
  readonly value?: File;
  readonly onChange?: (file: File | undefined) => void;
}

function FileInput({ id, value, onChange }: FileInputProps) {
  const frame = useWords(frameWords);
  const words = useWords(applicationWords).approve;
  const input = useRef<HTMLInputElement>(null);
  if (!value) {
    return (
      <>
        <input
          ref={input}
          hidden
          type="file"
          accept={TYPES.join(',')}
          onChange={({ target }) => onChange?.(target.files?.[0])}
        />
        <Button
          id={id}
          aria-label={`${words.scan} ${frame.chooseFile}`}
          icon={<Upload size={16} aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {frame.chooseFile}
        </Button>
      </>
    );
  }
  return (
    <span className="row">
      <FileText size={18} aria-hidden />
      <span className="grow">
        {value.name} <small>{(value.size / 1024 / 1024).toFixed(1)} MB</small>
      </span>
      <Button type="text" size="small" onClick={() => onChange?.(undefined)}>
        {words.remove}
      </Button>
    </span>
  );
}
