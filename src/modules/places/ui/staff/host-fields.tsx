import { Form, Input } from 'antd';
import { today, useFormats } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import { hostWords } from './host-texts.ts';

export interface LinkValues {
  readonly label: string;
  readonly lastDay?: string;
}

/** For whom a link is and how long. */
export function HostFields({ days }: { readonly days: number }) {
  const words = useWords(hostWords);
  const { number } = useFormats();
  const must = [{ required: true, whitespace: true, message: words.labelMissing }];
  return (
    <>
      <Form.Item name="label" label={words.label} extra={words.labelNote} rules={must}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="lastDay" label={words.lastDay} extra={words.lastDayNote(number(days))}>
        <Input type="date" min={today()} />
      </Form.Item>
    </>
  );
}

/** A cleared field comes as '' or undefined; the contract wants it left out. */
export function filled({ label, lastDay }: LinkValues): LinkValues {
  return { label, ...(lastDay ? { lastDay } : {}) };
}
