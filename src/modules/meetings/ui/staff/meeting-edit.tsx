import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { getMeeting } from '#meetings/prep/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ask } from '#web/staff/query.ts';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { changeMeeting } from '../../prep/contract.ts';
import type { MeetingView } from './meeting-tabs.ts';
import { monthOptions } from './plan-dialog.tsx';
import { fromField, MEETING_READS, orNull, toField } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';
import { headWords } from './head-texts.ts';

interface Values {
  readonly title: string;
  readonly month?: number | null;
  readonly from?: string;
  readonly until?: string;
  readonly venue?: string | null;
  readonly chairTitle?: string | null;
  readonly chairName?: string | null;
  readonly reason?: string;
}

interface MeetingEditProps {
  readonly meeting: MeetingView;
  readonly onClose: () => void;
}

/** Time, place, chair. What somebody else changed meanwhile is told with their values, and nothing typed is lost. */
export function MeetingEdit({ meeting, onClose }: MeetingEditProps) {
  const words = useWords(prepWords);
  const headSay = useWords(headWords);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [sequence, setSequence] = useState(meeting.sequence);
  const send = useSend<typeof changeMeeting>('PATCH /api/meetings/:id', MEETING_READS);
  const held = meeting.state === 'held' || meeting.state.startsWith('minutes');
  const told = meeting.noticedAt !== null;
  // The problem tells what the other one entered; a second press then means it.
  const readAgain = async (): Promise<void> => {
    const now = await client.fetchQuery({
      ...ask<typeof getMeeting>('GET /api/meetings/:id', { id: meeting.id }),
      staleTime: 0,
    });
    setSequence(now.sequence);
  };
  const submit = (values: Values): void => {
    const chair = { chairTitle: orNull(values.chairTitle), chairName: orNull(values.chairName) };
    const others = {
      title: values.title,
      month: values.month ?? null,
      startsAt: fromField(values.from),
      endsAt: fromField(values.until),
      venue: orNull(values.venue),
    };
    const reason = orNull(values.reason);
    send.mutate(
      { id: meeting.id, sequence, ...chair, ...(held ? {} : others), ...(reason ? { reason } : {}) },
      {
        onSuccess: () => {
          message.success(words.saved);
          onClose();
        },
        onError: () => void readAgain(),
      },
    );
  };
  return (
    <FormDialog<Values>
      form={form}
      title={headSay.editTitle}
      ok={headSay.edit}
      send={send}
      initial={{
        title: meeting.title,
        month: meeting.month,
        from: toField(meeting.startsAt),
        until: toField(meeting.endsAt),
        venue: meeting.venue,
        chairTitle: meeting.chairTitle,
        chairName: meeting.chairName,
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      {!held && <WhenAndWhere told={told} />}
      <p className="form-note quiet">{headSay.chairWhy}</p>
      <div className="row fields">
        <Form.Item name="chairTitle" label={headSay.chairTitle}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="chairName" label={headSay.chairName}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      {told && (
        <ReasonField
          form={form}
          ready={headSay.reasonReady}
          label={headSay.reason}
          note={held ? headSay.chairReasonNote : headSay.reasonNote}
        />
      )}
    </FormDialog>
  );
}

function WhenAndWhere({ told }: { readonly told: boolean }) {
  const words = useWords(prepWords);
  const headSay = useWords(headWords);
  const must = told ? [{ required: true, message: words.fill }] : [];
  return (
    <>
      <Form.Item
        name="title"
        label={headSay.title}
        rules={[{ required: true, whitespace: true, message: words.fill }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <div className="row fields">
        <Form.Item name="from" label={headSay.from} rules={must}>
          <Input type="datetime-local" step={300} />
        </Form.Item>
        <Form.Item name="until" label={headSay.until}>
          <Input type="datetime-local" step={300} />
        </Form.Item>
      </div>
      {!told && (
        <Form.Item name="month" label={headSay.month}>
          <Select allowClear options={monthOptions(words.months)} />
        </Form.Item>
      )}
      <Form.Item name="venue" label={headSay.venue} rules={must}>
        <Input maxLength={100} />
      </Form.Item>
    </>
  );
}
