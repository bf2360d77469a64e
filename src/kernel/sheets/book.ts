import { kernelError } from '../errors.ts';
import { builtinKind, kindOf, type DateKind } from './dates.ts';
import { fromCellText } from './cells.ts';
import { unpack, unpackNow, UNPACKED_MAX_BYTES, openZip, type Budget, type Part } from './zip.ts';
import { isTrue, listenAll, listenNow, prefixed, type Listener } from './xml.ts';

/** A worksheet as the workbook lists it. */
export interface Page {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: Part;
}

/** What a workbook says about itself before its cells are read. */
export interface Outline {
  readonly pages: readonly Page[];
  /** Texts of the defined names: `代码表!$A$1:$A$9`. */
  readonly names: ReadonlyMap<string, string>;
  readonly from1904: boolean;
  /** The part that plays this role for the workbook: `styles`, `sharedStrings`. */
  readonly partOf: (role: string) => Part | undefined;
}

/** What is needed to read the cells. */
export interface Book extends Outline {
  readonly budget: Budget;
  /** The kind of a cell's style (its `s`). */
  readonly kindOf: (style: number) => DateKind;
  /** The shared text of this number; null when there is none. */
  readonly textAt: (index: number) => string | null;
}

const WORKBOOK = 'xl/workbook.xml';
/** All texts of 100,000 rows by 20 columns, unlike each other, stay below it. */
const TEXTS_MAX_BYTES = 200_000_000;
const BLOCK = 1024;

/** The sheets of a workbook by its own list: part names and their order in the archive say nothing. */
export function outlineOf(parts: readonly Part[]): Outline {
  const related = relationsOf(parts);
  const pages: Page[] = [];
  const names = new Map<string, string>();
  let from1904 = false;
  let defining = '';
  listenNow(unpackNow(partNamed(parts, WORKBOOK)), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904']);
      if (name === 'definedName') defining = attributes['name'] ?? '';
      if (name !== 'sheet') return;
      const target = related.get(prefixed(attributes, 'id') ?? '');
      const part = target?.role === 'worksheet' && parts.find((one) => one.name === target.name);
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      if (part) pages.push({ name: attributes['name'] ?? '', hidden, part });
    },
    text(text) {
      if (defining) names.set(defining, (names.get(defining) ?? '') + text);
    },
    close() {
      defining = '';
    },
  });
  if (pages.length === 0) throw kernelError('sheet_unreadable');
  const partOf = (role: string): Part | undefined => {
    const target = [...related.values()].find((one) => one.role === role);
    return parts.find((part) => part.name === target?.name);
  };
  return { pages, names, from1904, partOf };
}

/** Opens an .xlsx file. Throws kernel.sheet_unreadable. */
export async function openBook(bytes: Buffer): Promise<Book> {
  const outline = outlineOf(openZip(bytes));
  const budget = { left: UNPACKED_MAX_BYTES };
  const styles = outline.partOf('styles');
  const texts = outline.partOf('sharedStrings');
  const kinds: DateKind[] = [];
  if (styles) await listenAll(unpack(styles, budget), styleListener(kinds));
  const store = textStore();
  if (texts) {
    const own = { left: Math.min(TEXTS_MAX_BYTES, budget.left) };
    await listenAll(unpack(texts, own), textListener(store.add));
  }
  return { ...outline, budget, kindOf: (style) => kinds[style], textAt: store.at };
}

/** Takes the texts of `<si>` and `<is>` together from their runs and tells each; the reading aid of `<rPh>` is none. */
export function textListener(told: (text: string) => void): Required<Listener> {
  let [text, taking, aside] = ['', false, false];
  return {
    open(name) {
      if (name === 'si' || name === 'is') text = '';
      else if (name === 'rPh') aside = true;
      else if (name === 't') taking = !aside;
    },
    text(more) {
      if (taking) text += more;
    },
    close(name) {
      if (name === 't') taking = false;
      else if (name === 'rPh') aside = false;
      else if (name === 'si' || name === 'is') told(fromCellText(text));
    },
  };
}

function partNamed(parts: readonly Part[], name: string): Part {
  const part = parts.find((one) => one.name === name);
  if (!part) throw kernelError('sheet_unreadable');
  return part;
}

/** What the workbook is made of, by id and with its role: openpyxl names it from the root, the others from the folder of the workbook. */
function relationsOf(parts: readonly Part[]): Map<string, { role: string; name: string }> {
  const found = new Map<string, { role: string; name: string }>();
  listenNow(unpackNow(partNamed(parts, 'xl/_rels/workbook.xml.rels')), {
    open(name, { Id, Type = '', Target = '' }) {
      if (name !== 'Relationship' || !Id) return;
      const { pathname } = new URL(Target, 'zip:/xl/');
      found.set(Id, {
        role: Type.slice(Type.lastIndexOf('/') + 1),
        name: decodeURIComponent(pathname.slice(1)).toLowerCase(),
      });
    },
  });
  return found;
}

/** Fills `kinds` with the kind of each cell format. A file may give a built-in number a code of its own. */
function styleListener(kinds: DateKind[]): Listener {
  const codes = new Map<number, string>();
  let inFormats = false;
  return {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inFormats = true;
      if (name !== 'xf' || !inFormats) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      const code = codes.get(id);
      kinds.push(code === undefined ? builtinKind(id) : kindOf(code));
    },
    close(name) {
      if (name === 'cellXfs') inFormats = false;
    },
  };
}

/**
 * Texts by number, packed as UTF-8: a million short strings would weigh three times as much and keep the collector
 * busy, and a string cut out of a piece of XML holds on to the whole piece.
 */
function textStore(): { add: (text: string) => void; at: (index: number) => string | null } {
  const blocks: { bytes: Buffer; ends: Uint32Array }[] = [];
  let open: string[] = [];
  const pack = (): void => {
    let end = 0;
    const ends = Uint32Array.from(open, (text) => (end += Buffer.byteLength(text)));
    blocks.push({ bytes: Buffer.from(open.join('')), ends });
    open = [];
  };
  return {
    add(text) {
      open.push(text);
      if (open.length === BLOCK) pack();
    },
    at(index) {
      const block = blocks[Math.floor(index / BLOCK)];
      const place = index % BLOCK;
      if (!block) return open[index - blocks.length * BLOCK] ?? null;
      return block.bytes.toString('utf8', place === 0 ? 0 : block.ends[place - 1], block.ends[place]);
    },
  };
}
