import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { X } from 'lucide-react';
import type { Output } from '#kernel/contract';
import type { deleteView, listViews, saveView } from '#people/find/contract';
import { parseFilters, useFilters, writeFilters } from '#web/staff/filters.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { findWords } from './find-texts.ts';
import { viewOf } from './people-reads.ts';

type View = Output<typeof listViews>['items'][number];

const READS = ['GET /api/people/views'] as const;

/** The views one has kept, one press each. */
export function SavedViews({ onGo }: { readonly onGo: () => void }) {
  const words = useWords(findWords).views;
  const views = useQuery(ask<typeof listViews>('GET /api/people/views', {}));
  if (views.error) return <Problem error={views.error} onRetry={() => void views.refetch()} />;
  if (!views.data || views.data.items.length === 0) return null;
  return (
    <nav className="views" aria-label={words.label}>
      {views.data.items.map((view) => (
        <SavedView key={view.id} view={view} onGo={onGo} />
      ))}
    </nav>
  );
}

interface SavedViewProps {
  readonly view: View;
  readonly onGo: () => void;
}

function SavedView({ view: { id, name, query }, onGo }: SavedViewProps) {
  const frame = useWords(frameWords);
  const words = useWords(findWords).views;
  const { modal, message } = App.useApp();
  const send = useSend<typeof deleteView>('DELETE /api/people/views/:id', READS);
  const remove = async (): Promise<void> => {
    const sure = await modal.confirm({
      title: words.removeTitle(name),
      content: words.removeBody,
      okText: words.removeOk,
      okButtonProps: { danger: true },
      cancelText: frame.cancel,
    });
    if (sure) send.mutate({ id }, { onSuccess: () => void message.success(words.removed) });
  };
  return (
    <span className="view">
      <Link to="/people" search={parseFilters(query)} activeOptions={{ exact: true }} onClick={onGo}>
        {name}
      </Link>
      <Button
        type="text"
        size="small"
        loading={send.isPending}
        icon={<X size={14} aria-hidden />}
        aria-label={words.remove(name)}
        onClick={() => void remove()}
      />
      {send.error && <Problem error={send.error} />}
    </span>
  );
}

/** Keeps the filters and columns of the address under a name. */
export function SaveViewDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(findWords).views;
  const { message } = App.useApp();
  const [filters] = useFilters();
  const send = useSend<typeof saveView>('POST /api/people/views', READS);
  const query = writeFilters(viewOf(filters)).slice(1);
  return (
    <FormDialog<{ name: string }>
      title={words.title}
      ok={words.ok}
      send={send}
      onSubmit={({ name }) =>
        send.mutate(
          { name, query },
          {
            onSuccess: () => {
              message.success(words.saved);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={words.name}
        extra={words.nameNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input maxLength={30} autoFocus autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
