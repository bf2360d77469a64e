import { FileText, Paperclip } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Fault } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { Change, Draft } from './unit-draft.ts';
import { FILE_BYTES, FILE_TYPES, MOST_FILES, typeOf, useSendFile } from './unit-send.ts';
import { texts } from './unit-texts.ts';

interface FilesProps {
  readonly token: string;
  readonly draft: Draft;
  readonly change: Change;
}

const ACCEPT = [...Object.keys(FILE_TYPES).map((ending) => `.${ending}`), 'image/jpeg', 'image/png'].join(
  ',',
);

/** Files go up as they are chosen; what is wrong with one is said at once, and what was typed stays. */
export function UnitFiles({ token, draft, change }: FilesProps) {
  const say = useText(texts);
  const send = useSendFile(token);
  const input = useRef<HTMLInputElement>(null);
  const about = useId();
  const [fault, setFault] = useState<string>();
  const { files } = draft;
  const choose = (file: File | undefined) => {
    send.reset();
    setFault(undefined);
    if (!file) return;
    const { name } = file;
    if (files.length >= MOST_FILES) return setFault(say('manyFiles'));
    if (!typeOf(file)) return setFault(`${say('badFile', { name })}${say('kept')}`);
    if (file.size > FILE_BYTES) return setFault(`${say('bigFile', { name })}${say('kept')}`);
    send.mutate(file, { onSuccess: (sent) => change((now) => ({ files: [...now.files, sent] })) });
  };
  return (
    <div className="field">
      <b>{say('files')}</b>
      <ul className="stack tight">
        {files.map(({ id, name }) => (
          <li key={id} className="row">
            <FileText size={20} />
            <span className="min-w-0 flex-1 break-words">{name}</span>
            <button
              type="button"
              className="text-btn"
              aria-label={say('dropFile', { name })}
              onClick={() => change({ files: files.filter((file) => file.id !== id) })}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        hidden
        type="file"
        accept={ACCEPT}
        onChange={(event) => {
          choose(event.currentTarget.files?.[0]);
          // The same file can be chosen again after it failed.
          event.currentTarget.value = '';
        }}
      />
      <button
        type="button"
        className="btn line wide"
        aria-describedby={about}
        disabled={send.isPending}
        onClick={() => input.current?.click()}
      >
        <Paperclip size={20} />
        {send.isPending ? say('sendingFile', { name: send.variables.name }) : say('choose')}
      </button>
      <div id={about}>
        <Fault text={fault} />
        <p className="why">{say('filesWhy')}</p>
      </div>
      {send.error && (
        <>
          <Problem error={send.error} />
          <small>{say('kept')}</small>
        </>
      )}
    </div>
  );
}
