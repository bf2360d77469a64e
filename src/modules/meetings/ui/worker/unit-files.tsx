import { FileText, Paperclip, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Fault } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { Change, Draft } from './unit-draft.ts';
import { inWechat } from './unit-head.tsx';
import { FILE_BYTES, FILE_TYPES, MOST_FILES, typeOf, type useSendFile } from './unit-send.ts';
import { texts } from './unit-texts.ts';

interface FilesProps {
  readonly upload: ReturnType<typeof useSendFile>;
  readonly draft: Draft;
  readonly change: Change;
}

const ACCEPT = [...Object.keys(FILE_TYPES).map((ending) => `.${ending}`), 'image/jpeg', 'image/png'].join(
  ',',
);

/** What to do with a kind that offices send and we do not take, by the ending of its name. */
const WRONG = { wps: 'wpsFile', et: 'wpsFile', ofd: 'ofdFile', doc: 'oldFile', xls: 'oldFile' } as const;

function isKnown(ending: string): ending is keyof typeof WRONG {
  return ending in WRONG;
}

/** Files go up as they are chosen; what is wrong with one is said at once, and what was typed stays. */
export function UnitFiles({ upload: send, draft, change }: FilesProps) {
  const say = useText(texts);
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
    const ending = name.split('.').pop()?.toLowerCase() ?? '';
    const wrong = isKnown(ending) ? WRONG[ending] : 'badFile';
    if (!typeOf(file)) return setFault(`${say(wrong, { name })}${say('kept')}`);
    if (file.size === 0) return setFault(`${say('emptyFile', { name })}${say('kept')}`);
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
              <X size={20} />
            </button>
          </li>
        ))}
      </ul>
      <span hidden>
        <input
          ref={input}
          type="file"
          // WeChat on Android shows pictures alone where endings are named.
          {...(inWechat() ? {} : { accept: ACCEPT })}
          onChange={(event) => {
            choose(event.currentTarget.files?.[0]);
            // The same file can be chosen again after it failed.
            event.currentTarget.value = '';
          }}
        />
      </span>
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
      {send.error && <Problem error={send.error} />}
    </div>
  );
}
