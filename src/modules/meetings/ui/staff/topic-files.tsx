import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { Problem } from '#web/staff/parts.tsx';
import { refresh } from '#web/staff/query.ts';
import { uploadFile } from '#web/staff/upload.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { removeTopicFile } from '../../prep/topics/contract.ts';
import { MEETING_READS, type TopicView } from './prep-reads.ts';
import { agendaWords } from './agenda-texts.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const OFFICE = 'application/vnd.openxmlformats-officedocument';
/** A browser knows the types of Office files only where Office is installed. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
};
const ACCEPT = Object.keys(TYPES)
  .map((ending) => `.${ending}`)
  .join(',');

/** The material of a topic: read, add, take away. */
export function TopicFiles({ topic, mayChange }: { readonly topic: TopicView; readonly mayChange: boolean }) {
  const words = useWords(agendaWords);
  const { modal } = App.useApp();
  const remove = useSend<typeof removeTopicFile>('DELETE /api/meeting-topics/:id/files/:file', MEETING_READS);
  if (topic.files.length === 0 && !mayChange) return null;
  const ask = (file: TopicView['files'][number]): void =>
    void modal.confirm({
      title: words.removeAsk(file.name),
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.mutate({ id: topic.id, file: file.id }),
    });
  return (
    <div>
      <ul>
        {topic.files.map((file) => (
          <li key={file.id} className="row">
            <a href={`/api/meeting-topics/${topic.id}/files/${file.id}`} download={file.name}>
              {file.name}
            </a>
            <small>{Math.max(1, Math.round(file.bytes / 1024))} kB</small>
            {mayChange && (
              <button
                type="button"
                className="link"
                aria-label={words.removeFile(file.name)}
                onClick={() => ask(file)}
              >
                {words.remove}
              </button>
            )}
          </li>
        ))}
      </ul>
      {remove.error && <Problem error={remove.error} />}
      {mayChange && <AddFile topicId={topic.id} />}
    </div>
  );
}

function AddFile({ topicId }: { readonly topicId: string }) {
  const words = useWords(agendaWords);
  const input = useRef<HTMLInputElement>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [big, setBig] = useState(false);
  const send = async (file: File): Promise<void> => {
    setBig(file.size > MAX_BYTES);
    setError(null);
    if (file.size > MAX_BYTES) return;
    const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
    const url = `/api/meeting-topics/${topicId}/files?name=${encodeURIComponent(file.name)}`;
    setPercent(0);
    await uploadFile(url, file, {
      method: 'POST',
      type: TYPES[ending] ?? 'application/pdf',
      onProgress: setPercent,
    })
      .then(() => refresh(...MEETING_READS))
      .catch(setError);
    setPercent(null);
  };
  return (
    <div className="row">
      <input
        ref={input}
        hidden
        type="file"
        accept={ACCEPT}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void send(file);
          target.value = '';
        }}
      />
      <Button
        size="small"
        title={words.fileKinds}
        loading={percent !== null}
        onClick={() => input.current?.click()}
      >
        {percent === null ? words.addFile : words.sending(percent)}
      </Button>
      {big && (
        <p role="alert" className="note alarm">
          {words.fileTooBig}
        </p>
      )}
      {error !== null && <Problem error={error} />}
    </div>
  );
}
