import './file-zone.css';
import { Button } from 'antd';
import { FileSpreadsheet, Upload } from 'lucide-react';
import { useState, type ReactNode, type RefObject } from 'react';
import { DropVeil, useFileDrop } from './file-drop.tsx';
import { sizeOf } from './sheet-file.ts';

/** What a zone says; each place has words of its own. */
export interface ZoneWords {
  readonly drop: string;
  readonly narrow: string;
  readonly choose: string;
  readonly kinds: string;
  readonly one: string;
  readonly tooBig: (size: string) => string;
  readonly nothing: string;
}

interface FileZoneProps {
  readonly words: ZoneWords;
  readonly veil: string;
  readonly accept: string;
  readonly maxBytes: number;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onFile: (file: File) => void;
  /** Instead of the invitation, once there is a file. */
  readonly children?: ReactNode;
}

/** One file, dropped anywhere on the page or chosen; what is wrong with it is said here. */
export function FileZone({ words, veil, accept, maxBytes, input, onFile, children }: FileZoneProps) {
  const [fault, setFault] = useState<string | null>(null);
  const take = (files: readonly File[]): void => {
    const [first] = files;
    if (!first) return;
    const found = faultOf(files, maxBytes, words);
    setFault(found);
    if (found === null) onFile(first);
  };
  const over = useFileDrop(take);
  return (
    <>
      {over && <DropVeil title={veil} />}
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        onChange={({ target }) => {
          take([...(target.files ?? [])]);
          // So that the same file, corrected, can be chosen again.
          target.value = '';
        }}
      />
      {children ?? <Invitation words={words} onChoose={() => input.current?.click()} />}
      {fault && (
        <p role="alert" className="note alarm">
          {fault}
        </p>
      )}
    </>
  );
}

function Invitation({ words, onChoose }: { readonly words: ZoneWords; readonly onChoose: () => void }) {
  return (
    <div className="drop-zone">
      <FileSpreadsheet size={28} aria-hidden />
      <div className="grow">
        <div className="row">
          <b className="when-wide">{words.drop}</b>
          <b className="when-narrow">{words.narrow}</b>
          <Button type="primary" icon={<Upload size={16} aria-hidden />} onClick={onChoose}>
            {words.choose}
          </Button>
        </div>
        <small>{words.kinds}</small>
      </div>
    </div>
  );
}

function faultOf(files: readonly File[], maxBytes: number, words: ZoneWords): string | null {
  const [file] = files;
  if (files.length > 1) return words.one;
  if (file && file.size > maxBytes) return words.tooBig(sizeOf(file.size));
  return file?.size === 0 ? words.nothing : null;
}
