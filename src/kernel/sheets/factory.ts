import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const ROLES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Also with the prefix that some programs write before every element. */
const SPACES = `xmlns="${MAIN}" xmlns:x="${MAIN}" xmlns:r="${ROLES}"`;

/** A workbook written down by hand, as this or that program writes it. */
export interface Handmade {
  /** By name; `data` is what stands in the worksheet element. */
  readonly sheets: Readonly<Record<string, { data: string; state?: string }>>;
  /** What stands in `sst`. */
  readonly texts?: string;
  /** What stands in `styleSheet`. */
  readonly styles?: string;
  /** Before the sheets, and behind them: `workbookPr`, `definedNames`. */
  readonly book?: readonly [before: string, behind: string];
  /** What the targets of relations begin with: openpyxl names them from the root. */
  readonly targets?: string;
  /** Further parts, or others in place of those made here. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** An .xlsx for tests, zipped by another hand than the one that reads it. */
export function handmade({ sheets, texts, styles, book = ['', ''], targets = '', parts }: Handmade): Buffer {
  const names = Object.keys(sheets);
  const list = names.map(
    (name, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" state="${sheets[name]!.state ?? 'visible'}" r:id="s${i}"/>`,
  );
  const relation = (id: string, role: string, target: string): string =>
    `<Relationship Id="${id}" Type="${ROLES}/${role}" Target="${targets}${target}"/>`;
  const relations = [
    ...names.map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
    relation('t', 'sharedStrings', 'sharedStrings.xml'),
    relation('f', 'styles', 'styles.xml'),
    relation('c', 'calcChain', 'calcChain.xml'),
  ];
  const pages = names.map((name, i) => [
    `xl/worksheets/sheet${i + 1}.xml`,
    `<worksheet ${SPACES}>${sheets[name]!.data}</worksheet>`,
  ]);
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types><Override PartName="/xl/calcChain.xml"/><Override PartName="/xl/workbook.xml"/></Types>`,
    ...Object.fromEntries(pages),
    'xl/workbook.xml': `<workbook ${SPACES}>${book[0]}<sheets>${list.join('')}</sheets>${book[1]}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    ...(texts === undefined ? {} : { 'xl/sharedStrings.xml': `<sst ${SPACES}>${texts}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet ${SPACES}>${styles}</styleSheet>` }),
    ...parts,
  };
  return zipped(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])));
}

/** A zip archive. */
export function zipped(files: Readonly<Record<string, Uint8Array>>): Buffer {
  return Buffer.from(zipSync({ ...files }));
}

/** `sheetData` of one sheet. */
export function sheet(rows: string, behind = ''): Handmade['sheets'][string] {
  return { data: `<sheetData>${rows}</sheetData>${behind}` };
}

/** A cell with text of its own. */
export function textCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

/** Everything that comes. */
export async function allOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
