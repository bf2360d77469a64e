import { isUtf8 } from 'node:buffer';
import { setImmediate as turn } from 'node:timers/promises';
import { kernelError } from '../errors.ts';
import { isBlank, type SheetRow } from './cells.ts';
import { unreadable } from './zip.ts';

const PIECE_BYTES = 65_536;
const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];
type Decoder = InstanceType<typeof TextDecoder>;
/** As many rows show how a file is separated. */
const SAMPLE_ROWS = 50;

/**
 * The rows of a text file that hold something, all cells as text (RFC 4180, and what Excel and people make of it).
 * `no` counts records: a line break between quotes begins no row. Throws kernel.sheet_unreadable.
 */
export async function* csvRows(bytes: Buffer): AsyncGenerator<SheetRow> {
  let parser: Parser | undefined;
  let no = 0;
  const kept = function* (records: string[][]): Generator<SheetRow> {
    for (const record of records) {
      no += 1;
      const cells = record.map(cleaned);
      if (!isBlank(cells)) yield { no, cells };
    }
  };
  for await (const text of piecesOf(bytes)) {
    parser ??= parserFor(separatorOf(text));
    yield* kept(parser.read(text));
  }
  if (parser) yield* kept(parser.end());
}

/** Decodes in pieces; the event loop turns between them. */
async function* piecesOf(bytes: Buffer): AsyncGenerator<string> {
  const decoder = decoderFor(bytes);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const last = at + PIECE_BYTES >= bytes.length;
    const text = decoded(decoder, bytes.subarray(at, at + PIECE_BYTES), !last);
    // What is not text has these in its first bytes already.
    if (/[^\t\n\v\f\r -~\u0080-\uFFFF]/.test(text)) throw kernelError('sheet_unreadable');
    yield text;
    await turn();
  }
}

/** A mark at the beginning decides, else whether it is UTF-8, else it is what Chinese Windows writes. */
function decoderFor(bytes: Buffer): Decoder {
  const mark = bytes.toString('latin1', 0, 2);
  const name = mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : undefined;
  return new TextDecoder(name ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030'), { fatal: true });
}

function decoded(decoder: Decoder, piece: Buffer, stream: boolean): string {
  try {
    return decoder.decode(piece, { stream });
  } catch (error) {
    throw unreadable(error);
  }
}

/** The separator that cuts the most rows into equally many cells, and of those the one that makes more of them. */
function separatorOf(sample: string): Separator {
  const scored = SEPARATORS.map((separator) => {
    const widths = parserFor(separator)
      .read(`${sample}\n`)
      .slice(0, SAMPLE_ROWS)
      .map(({ length }) => length)
      .filter((length) => length > 1);
    const counts = Map.groupBy(widths, (width) => width);
    const [width = 0, rows = []] =
      [...counts].sort(([a, x], [b, y]) => y.length - x.length || b - a)[0] ?? [];
    return { separator, width, rows: rows.length };
  });
  return scored.sort((a, b) => b.rows - a.rows || b.width - a.width)[0]!.separator;
}

/** What Excel users put around numbers to keep their digits: `="0123"`, and a tab before or behind. */
function cleaned(text: string): string {
  const bare = text.replaceAll(/^\t+|\t+$/g, '');
  return /^="(.*)"$/s.exec(bare)?.[1]?.replaceAll('""', '"') ?? bare;
}

interface Parser {
  /** The records that `text` completes. */
  read(text: string): string[][];
  /** The last record, when the file does not end with a line break. */
  end(): string[][];
}

function parserFor(separator: Separator): Parser {
  let record: string[] = [];
  let field = '';
  /** `plain`: outside quotes; `shut`: behind a quote that ends the field or is the first of a doubled one. */
  let state: 'start' | 'plain' | 'quoted' | 'shut' = 'start';
  let afterReturn = false;
  const done: string[][] = [];
  const endField = (): void => {
    record.push(field);
    field = '';
    state = 'start';
  };
  const endRecord = (): void => {
    endField();
    done.push(record);
    record = [];
  };
  const take = (char: string): void => {
    if (state === 'quoted') {
      if (char === '"') state = 'shut';
      else field += char;
    } else if (char === '"' && state !== 'plain') {
      if (state === 'shut') field += char;
      state = 'quoted';
    } else if (char === separator) endField();
    else if (char === '\n' && afterReturn) return;
    else if (char === '\n' || char === '\r') endRecord();
    else {
      field += char;
      state = 'plain';
    }
  };
  return {
    read(text) {
      for (const char of text) {
        take(char);
        afterReturn = char === '\r' && state === 'start';
      }
      return done.splice(0);
    },
    end() {
      if (state === 'quoted') throw kernelError('sheet_unreadable');
      if (state !== 'start' || record.length > 0) endRecord();
      return done.splice(0);
    },
  };
}
