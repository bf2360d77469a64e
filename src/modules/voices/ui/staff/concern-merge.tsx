import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Form, Select } from 'antd';
import { useState } from 'react';
import type { listConcerns, mergeConcern } from '#voices/concerns/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { CONCERN_READS, type Trail } from './concern-reads.ts';
import { concernDoWords } from './concern-do-texts.ts';
import { concernWords } from './concern-texts.ts';

/** Moves everything of a concern into another, which is named before it is done. */
export function MergeDialog({ concern, onClose }: { readonly concern: Trail; readonly onClose: () => void }) {
  const words = useWords(concernDoWords);
  const page = useWords(concernWords);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const found = useQuery(
    ask<typeof listConcerns>('GET /api/concerns', { limit: 50, order: 'voices', ...(q ? { q } : {}) }),
  );
  const send = useSend<typeof mergeConcern>('POST /api/concerns/:id/merge', CONCERN_READS);
  const submit = ({ into }: { into: string }): void =>
    send.mutate(
      { id: concern.id, into },
      {
        onSuccess: () => {
          void message.success(words.merged);
          onClose();
          void navigate({ to: '/concerns/$id', params: { id: into } });
        },
      },
    );
  return (
    <FormDialog<{ into: string }>
      title={words.mergeTitle}
      ok={page.merge}
      danger
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="note mind form-note">{words.mergeNote}</p>
      <Form.Item name="into" label={words.mergeInto} rules={[{ required: true, message: words.required }]}>
        <Select
          showSearch={{ onSearch: setQ, filterOption: false }}
          loading={found.isFetching}
          notFoundContent={words.mergeNone}
          options={(found.data?.items ?? [])
            .filter(({ id }) => id !== concern.id)
            .map(({ id, title, voices }) => ({ value: id, label: `${title} · ${page.many(voices)}` }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
