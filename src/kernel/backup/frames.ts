import type { Bytes } from './bytes.ts';

/** What was in the database, before its rows. */
export interface BackupHeader {
  readonly program: string;
  readonly postgres: string;
  /** The moment whose state this is. ISO 8601. */
  readonly takenAt: string;
  /** `module/file` → checksum. */
  readonly migrations: Readonly<Record<string, string>>;
  readonly tables: readonly TableHeader[];
  readonly sequences: readonly SequenceValue[];
  /** Names of the queues that the jobs of the file wait in. */
  readonly queues: readonly string[];
}

/** `name` is schema and table, quoted where needed; so are `columns`, with the type of each beside it. */
export interface TableHeader {
  readonly name: string;
  readonly columns: readonly string[];
  readonly types: readonly string[];
}

export interface SequenceValue {
  readonly name: string;
  readonly value: string;
  readonly called: boolean;
}

/** Closes a table: as many rows as were copied, and the SHA-256 of their bytes. */
export interface TableEnd {
  readonly rows: number;
  readonly sha256: string;
}

/** The last word of a file. */
export interface BackupEnd {
  readonly tables: number;
  readonly rows: number;
}

/** The parts of a file in their order: `head`, for each table `table`, `rows`… and `sum`, then `end`. */
export type Frame =
  | { readonly kind: 'head'; readonly head: BackupHeader }
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | { readonly kind: 'sum'; readonly sum: TableEnd }
  | { readonly kind: 'end'; readonly end: BackupEnd };

const LETTERS = { head: 'H', table: 'T', rows: 'R', sum: 'S', end: 'E' } as const;

/** One letter, the length in four bytes, the content: rows as PostgreSQL gave them, all else as JSON. */
export function encodeFrame(frame: Frame): Buffer {
  const content = frame.kind === 'rows' ? frame.bytes : Buffer.from(JSON.stringify(contentOf(frame)));
  const head = Buffer.alloc(5);
  head.write(LETTERS[frame.kind], 'latin1');
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

function contentOf(frame: Exclude<Frame, { kind: 'rows' }>): unknown {
  switch (frame.kind) {
    case 'head':
      return frame.head;
    case 'table':
      return frame.name;
    case 'sum':
      return frame.sum;
    case 'end':
      return frame.end;
  }
}

/** The frames of a file up to its `end`; undefined after them means that there was none. */
export async function* decodeFrames(bytes: Bytes): AsyncGenerator<Frame | undefined> {
  for (;;) {
    const head = await bytes.take(5);
    const content = head && (await bytes.take(head.readUInt32BE(1)));
    if (!content) return yield undefined;
    const frame = frameOf(String.fromCharCode(head[0]!), content);
    yield frame;
    if (frame === undefined || frame.kind === 'end') return;
  }
}

function frameOf(letter: string, content: Buffer): Frame | undefined {
  if (letter === LETTERS.rows) return { kind: 'rows', bytes: content };
  const value = JSON.parse(content.toString('utf8')) as never;
  if (letter === LETTERS.head) return { kind: 'head', head: value };
  if (letter === LETTERS.table) return { kind: 'table', name: value };
  if (letter === LETTERS.sum) return { kind: 'sum', sum: value };
  return letter === LETTERS.end ? { kind: 'end', end: value } : undefined;
}
