import { kindOf } from '../sheets/kind.ts';
import type { Upload } from '../module.ts';

export const FILE_KINDS = ['pdf', 'png', 'jpeg', 'xlsx', 'docx', 'csv'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What a browser may call each kind, and how its name may end; the first ending is given to a name without one. */
const FORMS: Readonly<Record<FileKind, { types: readonly string[]; endings: readonly string[] }>> = {
  pdf: { types: ['application/pdf'], endings: ['pdf'] },
  png: { types: ['image/png'], endings: ['png'] },
  jpeg: { types: ['image/jpeg'], endings: ['jpg', 'jpeg'] },
  // Windows calls a .csv what Excel is registered for, and phones call most files a stream of bytes.
  xlsx: {
    types: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.ms-excel',
      'text/csv',
      'application/octet-stream',
    ],
    endings: ['xlsx', 'xlsm', 'xls', 'csv'],
  },
  docx: {
    types: [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/octet-stream',
    ],
    endings: ['docx'],
  },
  csv: {
    types: ['text/csv', 'text/plain', 'application/vnd.ms-excel', 'application/octet-stream'],
    endings: ['csv', 'txt', 'xls', 'xlsx'],
  },
};

/** First bytes, in hexadecimal, of what we take and of what often passes for something else. */
const MARKS: readonly (readonly [mark: string, kind: FileKind | null])[] = [
  ['255044462d', 'pdf'],
  ['89504e470d0a1a0a', 'png'],
  ['ffd8ff', 'jpeg'],
  ['47494638', null], // GIF
  ['52494646', null], // WebP, AVI
  ['4d5a', null], // a program for Windows
  ['7f454c46', null], // a program for Linux
  ['2321', null], // a script
  ['1f8b', null], // gzip
  ['526172211a07', null], // RAR
  ['377abcaf271c', null], // 7-Zip
];

/** A page, an SVG, any XML: what a browser would run when it is opened. */
const MARKUP = /^\s*<[a-z!?/]/i;

/** A file that may be kept: what it is by its bytes, and a name that says the same. */
export interface CheckedFile {
  readonly bytes: Buffer;
  readonly kind: FileKind;
  readonly name: string;
}

export interface Wanted {
  /** What its sender calls it. */
  readonly name: string;
  readonly kinds: readonly FileKind[];
  /** What to throw for anything else. */
  readonly refuse: () => Error;
}

/**
 * The one gate for files from outside: its bytes must be of a wanted kind, and the type it was declared as one of that
 * kind. Where sheets are wanted, throws kernel.sheet_xls, sheet_encrypted and sheet_empty, which tell people what to do.
 * How large it may be, the contract says; what an archive unpacks to, kernel/sheets bounds.
 */
export function checkFile(upload: Upload | undefined, { name, kinds, refuse }: Wanted): CheckedFile {
  const bytes = upload?.bytes ?? Buffer.alloc(0);
  if (kinds.includes('xlsx')) kindOf(bytes);
  const kind = kindOfFile(bytes);
  if (!upload || kind === null || !kinds.includes(kind) || !FORMS[kind].types.includes(upload.type))
    throw refuse();
  return { bytes, kind, name: nameOfFile(name, kind) };
}

/** What a file is by its first bytes; null for what we never keep. Without Word’s own part an archive is an .xlsx until it is opened. */
export function kindOfFile(bytes: Buffer): FileKind | null {
  if (bytes.length === 0) return null;
  const head = bytes.toString('hex', 0, 8);
  const known = MARKS.find(([mark]) => head.startsWith(mark));
  if (known) return known[1];
  // The names of an archive's parts stand in it as they are (APPNOTE 4.3.7). SharePoint writes word/document2.xml.
  if (head.startsWith('504b')) return bytes.includes('word/document') ? 'docx' : 'xlsx';
  return isText(bytes) ? 'csv' : null;
}

function isText(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096);
  const wide = /^(fffe|feff)/.test(head.toString('hex', 0, 2));
  if (wide) return !MARKUP.test(head.toString('utf16le').replace(/^\uFEFF/, ''));
  return !head.includes(0) && !MARKUP.test(head.toString('utf8').replace(/^\uFEFF/, ''));
}

/** Marks that turn the direction of writing: `决议‮fdp.exe` reads as a PDF. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The last part of a path, without what cannot be seen, ending as its kind does: it will lie on somebody's desk. */
export function nameOfFile(name: string, kind: FileKind): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const bare = last
    .replaceAll(UNSEEN, '')
    .replaceAll(/[<>:|?*]/g, '_')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '');
  const { endings } = FORMS[kind];
  const ending = /\.([^.]+)$/.exec(bare)?.[1]?.toLowerCase() ?? '';
  if (bare !== '' && endings.includes(ending)) return bare;
  return `${bare || 'file'}.${endings[0]}`;
}
