import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { editConcern, getConcern } from '#voices/concerns/contract';
import { ApiError } from '#web/client.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { CONCERN_READS, type Trail } from './concern-reads.ts';
import { concernDoWords } from './concern-do-texts.ts';
import { useThemeChoices } from './concern-themes.ts';

interface Values {
  readonly title: string;
  readonly summary: string;
  readonly theme?: string;
}

const valuesOf = ({ title, summary, themeCode }: Trail): Values => ({
  title,
  summary: summary ?? '',
  ...(themeCode === null ? {} : { theme: themeCode }),
});

/** Rewrites the words. Where a colleague was quicker, theirs are shown beside what was typed, which stays. */
export function EditDialog({ concern, onClose }: { readonly concern: Trail; readonly onClose: () => void }) {
  const words = useWords(concernDoWords);
  const { message } = App.useApp();
  const themes = useThemeChoices();
  const [form] = Form.useForm<Values>();
  const [version, setVersion] = useState(concern.version);
  const now = useQuery(ask<typeof getConcern>('GET /api/concerns/:id', { id: concern.id }));
  const send = useSend<typeof editConcern>('PATCH /api/concerns/:id', CONCERN_READS);
  const theirs = now.data && now.data.version > version ? now.data : undefined;
  const submit = ({ title, summary, theme }: Values): void =>
    send.mutate(
      { id: concern.id, version, title, summary, theme: theme ?? '' },
      {
        onSuccess: () => {
          void message.success(words.edited);
          onClose();
        },
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'voices.concern_changed') void now.refetch();
        },
      },
    );
  const settle = (take: boolean): void => {
    if (!theirs) return;
    if (take) form.setFieldsValue({ theme: undefined as never, ...valuesOf(theirs) });
    setVersion(theirs.version);
    send.reset();
  };
  return (
    <FormDialog<Values>
      title={words.editTitle}
      ok={words.save}
      form={form}
      send={send}
      initial={valuesOf(concern)}
      onSubmit={submit}
      onClose={onClose}
    >
      {theirs && (
        <div className="note mind form-note" role="status">
          <b>{words.theirs}</b>
          <p>{theirs.title}</p>
          {theirs.summary && <p>{theirs.summary}</p>}
          <Button onClick={() => settle(false)}>{words.keepMine}</Button>{' '}
          <Button onClick={() => settle(true)}>{words.takeTheirs}</Button>
        </div>
      )}
      <Form.Item
        name="title"
        label={words.title}
        extra={words.titleNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input maxLength={60} showCount />
      </Form.Item>
      <Form.Item name="summary" label={words.summary}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      <Form.Item name="theme" label={words.theme}>
        <Select allowClear options={themes} />
      </Form.Item>
    </FormDialog>
  );
}
