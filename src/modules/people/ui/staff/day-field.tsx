import { Form, Input } from 'antd';
import { today } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import { moveWords } from './move-texts.ts';

interface DayFieldProps {
  readonly name: string;
  readonly label: string;
}

/** A day that has come already. */
export function DayField({ name, label }: DayFieldProps) {
  const words = useWords(moveWords);
  const notLater = {
    validator: (_rule: unknown, value: string | undefined) =>
      value && value > today() ? Promise.reject(new Error(words.future)) : Promise.resolve(),
  };
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: words.required }, notLater]}>
      <Input type="date" max={today()} />
    </Form.Item>
  );
}
