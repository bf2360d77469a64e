import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { getNotice, writeNotice } from '../../prep/come/contract.ts';
import type { MeetingView } from './meeting-tabs.ts';
import { MEETING_READS, orNull } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';

interface NoticeEditProps {
  readonly meeting: MeetingView;
  readonly notice: Output<typeof getNotice>;
  readonly onClose: () => void;
}

interface Values {
  readonly no?: string | null;
  readonly text?: string | null;
}

/** The notice, begun with a draft from the records. Of two who write at once the second one sees both texts. */
export function NoticeEdit({ meeting, notice, onClose }: NoticeEditProps) {
  const words = useWords(prepWords);
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [was, setWas] = useState(notice.text);
  const [theirs, setTheirs] = useState<string | null>(null);
  const send = useSend<typeof writeNotice>('PUT /api/meetings/:id/notice', MEETING_READS);
  const compare = async (): Promise<void> => {
    const now = await client.fetchQuery({
      ...ask<typeof getNotice>('GET /api/meetings/:id/notice', { id: meeting.id }),
      staleTime: 0,
    });
    if (now.text === was) return;
    setWas(now.text);
    setTheirs(now.text);
  };
  const submit = ({ no, text }: Values): void =>
    send.mutate(
      { id: meeting.id, no: orNull(no), text: orNull(text), was },
      {
        onSuccess: () => {
          message.success(words.saved);
          onClose();
        },
        onError: () => void compare(),
      },
    );
  const redraft = (): void =>
    void modal.confirm({
      title: words.notice.draftAsk,
      okText: words.notice.useIt,
      onOk: () => form.setFieldsValue({ text: notice.draft }),
    });
  return (
    <FormDialog<Values>
      width={820}
      form={form}
      title={words.notice.title}
      ok={words.notice.write}
      send={send}
      initial={{ no: notice.no, text: notice.text ?? notice.draft }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="no" label={words.notice.no}>
        <Input maxLength={40} />
      </Form.Item>
      {notice.text === null ? (
        <p className="quiet form-note">{words.notice.draftNote}</p>
      ) : (
        <Button className="form-note" onClick={redraft}>
          {words.notice.useDraft}
        </Button>
      )}
      <Form.Item name="text" label={words.notice.text}>
        <Input.TextArea rows={14} maxLength={8000} />
      </Form.Item>
      {theirs !== null && (
        <>
          <p className="note mind form-note">{words.notice.conflict}</p>
          <h3>{words.notice.theirs}</h3>
          <div className="prep-notice form-note">{theirs}</div>
        </>
      )}
    </FormDialog>
  );
}
