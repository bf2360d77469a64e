import { createRequire } from 'node:module';
import type { SaxesParser } from 'saxes';
import { kernelError } from '../errors.ts';
import { unreadable } from './zip.ts';

/** Attributes by their written name, prefix included. */
export type Attributes = Readonly<Record<string, string>>;

/** Told about elements by their local name: one program writes `<row>`, the next `<x:row>`. */
export interface Listener {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Told where in the text a tag stands: from its `<` up to behind its `>`. */
export interface Walker {
  open?(tag: { name: string; attributes: Attributes; from: number; to: number; prefix: string }): void;
  text?(text: string): void;
  /** An element without content closes where its tag ended: `from` and `to` are the same. */
  close?(name: string, from: number, to: number): void;
}

/** Loaded with the first file: the server starts without it, and a form is filled without waiting. */
const load = createRequire(import.meta.url);

/** Reads XML in pieces and yields after each, so that what the listener has gathered can be passed on. */
export async function* listen(pieces: AsyncIterable<Buffer>, listener: Listener): AsyncGenerator<void> {
  const parser = parserFor(listener);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) {
    feed(parser, () => decoder.decode(piece, { stream: true }));
    yield;
  }
  feed(parser, () => decoder.decode());
  close(parser);
  yield;
}

/** Reads XML to its end. */
export async function listenAll(pieces: AsyncIterable<Buffer>, listener: Listener): Promise<void> {
  const parts = listen(pieces, listener);
  while (!(await parts.next()).done);
}

/** Reads the XML of a small part at once. */
export function listenNow(bytes: Buffer, listener: Listener): void {
  const parser = parserFor(listener);
  feed(parser, () => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  close(parser);
}

/** Reads XML that is going to be edited. */
export function walk(xml: string, walker: Walker): void {
  const parser = newParser();
  parser.on('opentag', ({ name, attributes }) => {
    const to = parser.position;
    const [local, prefix] = split(name);
    walker.open?.({ name: local, prefix, attributes, from: xml.lastIndexOf('<', to - 1), to });
  });
  parser.on('closetag', ({ name, isSelfClosing }) => {
    const to = parser.position;
    walker.close?.(split(name)[0], isSelfClosing ? to : xml.lastIndexOf('<', to - 1), to);
  });
  parser.on('text', (text) => walker.text?.(text));
  feed(parser, () => xml);
  close(parser);
}

/** Writes `text` into XML. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The attribute with a prefix, whatever the prefix: `r:id`. */
export function prefixed(attributes: Attributes, local: string): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(`:${local}`))?.[1];
}

/** xsd:boolean. */
export function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

function parserFor(listener: Listener): SaxesParser {
  const parser = newParser();
  parser.on('opentag', ({ name, attributes }) => listener.open?.(split(name)[0], attributes));
  parser.on('closetag', ({ name }) => listener.close?.(split(name)[0]));
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  return parser;
}

/** Without document types there are no entities that multiply, and no office program writes one. */
function newParser(): SaxesParser {
  const { SaxesParser: Parser } = load('saxes') as typeof import('saxes');
  const parser = new Parser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw kernelError('sheet_unreadable');
  });
  return parser;
}

function feed(parser: SaxesParser, text: () => string): void {
  try {
    parser.write(text());
  } catch (error) {
    throw unreadable(error);
  }
}

function close(parser: SaxesParser): void {
  try {
    parser.close();
  } catch (error) {
    throw unreadable(error);
  }
}

function split(name: string): [local: string, prefix: string] {
  const colon = name.indexOf(':') + 1;
  return colon === 0 ? [name, ''] : [name.slice(colon), name.slice(0, colon)];
}
