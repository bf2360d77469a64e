import { useRef, useState, type RefObject } from 'react';
import type { OrgRef } from './roster-reads.ts';
import { useWords } from '#web/staff/words.ts';
import { FileZone } from '#web/staff/file-zone.tsx';
import { ACCEPTED } from '#web/staff/sheet-file.ts';
import { MAX_BYTES } from './roster-file.ts';
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
  const title = org ? words.titleOf(org.name) : words.title;
  return (
    <section className="card roster-start" aria-label={title}>
      <FileZone
        words={words}
        veil={org ? words.veilOf(org.name) : words.veil}
        accept={ACCEPTED}
        maxBytes={MAX_BYTES}
        input={input}
        onFile={setFile}
      >
        {file && (
          <RosterStartForm
            key={`${file.name}${file.lastModified}${org?.id ?? ''}`}
            file={file}
            org={org ?? guess?.(file.name)}
            fixed={fixed}
            onOther={() => input.current?.click()}
            onCancel={() => setFile(null)}
          />
        )}
      </FileZone>
    </section>
  );
}
