import { Button } from 'antd';
import { FileSpreadsheet, Upload } from 'lucide-react';
import { useRef, useState, type RefObject } from 'react';
import type { OrgRef } from './roster-reads.ts';
import { useWords } from '#web/staff/words.ts';
import { DropVeil, useFileDrop } from './roster-drop.tsx';
import { ACCEPTED, MAX_BYTES, sizeOf } from './roster-file.ts';
import { RosterStartForm } from './roster-start-form.tsx';
import { rosterWords } from './roster-texts.ts';

interface RosterStartProps {
  /** Whose roster it is, where that is clear. */
  readonly org?: OrgRef | undefined;
  /** On the page of one organisation there is nothing to choose. */
  readonly fixed?: boolean;
  /** For a button elsewhere on the page that opens the choosing of a file. */
  readonly chooser?: RefObject<HTMLInputElement | null>;
  /** Whose the file is by its name. */
  readonly guess?: (fileName: string) => OrgRef | undefined;
}

/** Step 1, on the page itself: drop a file anywhere, or choose one; then say whose it is, and off it goes. */
export function RosterStart({ org, fixed = false, chooser, guess }: RosterStartProps) {
  const words = useWords(rosterWords).start;
  const own = useRef<HTMLInputElement>(null);
  const input = chooser ?? own;
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const take = (files: readonly File[]): void => {
    const [first] = files;
    if (!first) return;
    const found = faultOf(files, words);
    setFault(found);
    if (found === null) setFile(first);
  };
  const over = useFileDrop(take);
  const choose = (): void => input.current?.click();
  const title = org ? words.titleOf(org.name) : words.title;
  return (
    <section className="card roster-start" aria-label={title}>
      {over && <DropVeil title={org ? words.veilOf(org.name) : words.veil} />}
      <input
        ref={input}
        hidden
        type="file"
        accept={ACCEPTED}
        onChange={({ target }) => {
          take([...(target.files ?? [])]);
          // So that the same file, corrected, can be chosen again.
          target.value = '';
        }}
      />
      {file ? (
        <RosterStartForm
          key={`${file.name}${file.lastModified}${org?.id ?? ''}`}
          file={file}
          org={org ?? guess?.(file.name)}
          fixed={fixed}
          onOther={choose}
          onCancel={() => setFile(null)}
        />
      ) : (
        <div className="drop-zone">
          <FileSpreadsheet size={28} aria-hidden />
          <div className="grow">
            <div className="row">
              <b className="when-wide">{words.drop}</b>
              <b className="when-narrow">{words.narrow}</b>
              <Button type="primary" icon={<Upload size={16} aria-hidden />} onClick={choose}>
                {words.choose}
              </Button>
            </div>
            <small>{words.kinds}</small>
          </div>
        </div>
      )}
      {fault && (
        <p role="alert" className="note alarm">
          {fault}
        </p>
      )}
    </section>
  );
}

function faultOf(files: readonly File[], words: (typeof rosterWords)['zh']['start']): string | null {
  const [file] = files;
  if (files.length > 1) return words.one;
  if (file && file.size > MAX_BYTES) return words.tooBig(sizeOf(file.size));
  return file?.size === 0 ? words.nothing : null;
}
