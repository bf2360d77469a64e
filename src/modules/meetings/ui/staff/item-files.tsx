import { App, Button, Upload } from 'antd';
import { useState } from 'react';
import type { readItemFile } from '../../items/files/contract.ts';
import { ApiError } from '#web/client.ts';
import { useFormats } from '#web/staff/format.ts';
import { refresh } from '#web/staff/query.ts';
import { uploadFile } from '#web/staff/upload.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { ITEM_READS, type ItemDetail } from './item-reads.ts';
import { itemWords } from './item-texts.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const TYPES = 'image/jpeg,image/png,application/pdf,.xlsx';

/** The evidence of an item, and one more. */
export function ItemFiles({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords).page;
  const { moment } = useFormats();
  const file = useDownload<typeof readItemFile>('GET /api/items/:id/files/:file');
  return (
    <section className="card">
      <h2>{words.files}</h2>
      {item.files.length === 0 && <p className="quiet">{words.noFiles}</p>}
      <ul className="lines">
        {item.files.map((one) => (
          <li key={one.id}>
            <Button type="link" onClick={() => file.mutate({ id: item.id, file: one.id })}>
              {one.name}
            </Button>
            <small>
              {words.size(Math.max(1, Math.round(one.bytes / 1024)))} · {moment(one.at)}
            </small>
          </li>
        ))}
      </ul>
      {item.mayManage && <AddFile id={item.id} />}
    </section>
  );
}

function AddFile({ id }: { readonly id: string }) {
  const words = useWords(itemWords).page;
  const { message } = App.useApp();
  const [percent, setPercent] = useState<number | null>(null);
  const send = async (file: File): Promise<void> => {
    if (file.size > MAX_BYTES) return void message.error(words.badFile);
    setPercent(0);
    const search = new URLSearchParams({ name: file.name.slice(-120) });
    await uploadFile(`/api/items/${id}/files?${search}`, file, { method: 'POST', onProgress: setPercent })
      .then(() => refresh(...ITEM_READS))
      .catch((error: unknown) => {
        message.error(error instanceof ApiError ? `${error.message}${error.hint}` : words.badFile);
      });
    setPercent(null);
  };
  return (
    <Upload
      className="item-file-add"
      accept={TYPES}
      showUploadList={false}
      beforeUpload={(file) => {
        void send(file);
        return false;
      }}
    >
      <Button loading={percent !== null}>
        {percent === null ? words.addFile : words.uploading(percent)}
      </Button>
    </Upload>
  );
}
