import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Form, Select } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useFormats } from '#web/staff/format.ts';
import { Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { linkItemConcerns, listItemConcerns } from '../../items/concerns/contract.ts';
import { itemConcernWords } from './item-concern-texts.ts';
import { isOpenItem, ITEM_READS, type ItemDetail } from './item-reads.ts';

type Links = Output<typeof listItemConcerns>;

/** Whose voices are in an item: everybody of them hears each step and, when it ends, what came of it. */
export function ItemConcerns({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemConcernWords);
  const { age } = useFormats();
  const [linking, setLinking] = useState(false);
  const links = useQuery(ask<typeof listItemConcerns>('GET /api/items/:id/concerns', { id: item.id }));
  if (links.error) return <Problem error={links.error} onRetry={() => void links.refetch()} />;
  if (!links.data || (links.data.linked.length === 0 && !item.mayManage)) return null;
  const { linked } = links.data;
  return (
    <section className="card">
      <h2>{words.title}</h2>
      <p className="quiet">{linked.length > 0 ? words.about : words.none}</p>
      <ul className="lines">
        {linked.map((concern) => (
          <li key={concern.id}>
            <div className="grow">
              <Link to="/concerns/$id" params={{ id: concern.id }}>
                {concern.title}
              </Link>
              <div>
                <small>
                  {[
                    words.voices(concern.voices),
                    concern.state === 'answered' ? words.answered : words.waits(age(concern.oldest)),
                    ...(concern.byTopic ? [words.byTopic] : []),
                  ].join(' · ')}
                </small>
              </div>
            </div>
          </li>
        ))}
      </ul>
      {item.mayManage && (
        <Button className="item-file-add" onClick={() => setLinking(true)}>
          {words.link}
        </Button>
      )}
      {linking && <LinkDialog item={item} links={links.data} onClose={() => setLinking(false)} />}
    </section>
  );
}

interface LinkDialogProps {
  readonly item: ItemDetail;
  readonly links: Links;
  readonly onClose: () => void;
}

function LinkDialog({ item, links: { linked, offered }, onClose }: LinkDialogProps) {
  const words = useWords(itemConcernWords);
  const { message } = App.useApp();
  const send = useSend<typeof linkItemConcerns>('PUT /api/items/:id/concerns', ITEM_READS);
  const own = linked.filter(({ byTopic }) => !byTopic);
  const submit = ({ concernIds }: { readonly concernIds: string[] }): void =>
    send.mutate(
      { id: item.id, concernIds },
      {
        onSuccess: () => {
          message.success(words.done);
          onClose();
        },
      },
    );
  return (
    <FormDialog<{ concernIds: string[] }>
      title={words.link}
      ok={words.save}
      send={send}
      initial={{ concernIds: own.map(({ id }) => id) }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="note mind form-note">{isOpenItem(item) ? words.tells : words.tellsEnd}</p>
      <Form.Item name="concernIds" label={words.label} extra={words.note}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={words.noneOffered}
          options={[...own, ...offered].map(({ id, title, voices }) => ({
            value: id,
            label: `${title} · ${words.voices(voices)}`,
          }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
