/**
 * Glyph outlines out of a CID-keyed CFF program (Adobe Technical Notes 5176 and 5177), for tests.
 * As strict as the readers that people have: FreeType refuses a whole font for one wrong byte of its header.
 */
export interface Program {
  /** Numbers of the glyphs by CID. */
  readonly glyphs: ReadonlyMap<number, number>;
  readonly outline: (glyph: number) => Outline;
}

/** Drawing commands and the box around all points, in units of the typeface, y upwards. */
export interface Outline {
  readonly path: string;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export function readCff(cff: Buffer): Program {
  const [major, , header, offSize] = cff;
  if (major !== 1 || header! < 4 || offSize! < 1 || offSize! > 4)
    throw new Error(`not a CFF header: ${cff.toString('hex', 0, 4)}`);
  const names = readIndex(cff, header!);
  const tops = readIndex(cff, names.end);
  const globals = readIndex(cff, readIndex(cff, tops.end).end);
  const top = readDict(tops.item(0));
  const charstrings = readIndex(cff, number(top, 17));
  const fonts = readIndex(cff, number(top, 1236));
  const locals = Array.from({ length: fonts.count }, (_, i) => localSubrs(cff, readDict(fonts.item(i))));
  const fontOf = readSelect(cff, number(top, 1237), charstrings.count);
  return {
    glyphs: readCharset(cff, number(top, 15), charstrings.count),
    outline(glyph) {
      const local = locals[fontOf(glyph)];
      if (!local) throw new Error(`glyph ${glyph} is of a font that is not there`);
      return interpret(charstrings.item(glyph), globals, local);
    },
  };
}

// Data structures

interface Index {
  readonly count: number;
  readonly end: number;
  item(i: number): Buffer;
}

const EMPTY: Index = { count: 0, end: 0, item: (i) => slice(Buffer.alloc(0), i, i + 1) };

function readIndex(cff: Buffer, at: number): Index {
  const count = cff.readUInt16BE(at);
  if (count === 0) return { ...EMPTY, end: at + 2 };
  const size = cff.readUInt8(at + 2);
  const data = at + 2 + (count + 1) * size;
  const offset = (i: number): number => data + cff.readUIntBE(at + 3 + i * size, size);
  return {
    count,
    end: offset(count),
    item(i) {
      if (i < 0 || i >= count) throw new Error(`no item ${i} among ${count}`);
      return slice(cff, offset(i), offset(i + 1));
    },
  };
}

function slice(bytes: Buffer, start: number, end: number): Buffer {
  if (start > end || end > bytes.length) throw new Error(`bytes ${start} to ${end} of ${bytes.length}`);
  return bytes.subarray(start, end);
}

type Dict = ReadonlyMap<number, readonly number[]>;

/** Operands by operator; the operator 12 n is 1200 + n. */
function readDict(bytes: Buffer): Dict {
  const dict = new Map<number, number[]>();
  let operands: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const byte = bytes.readUInt8(at);
    if (byte <= 21) {
      dict.set(byte === 12 ? 1200 + bytes.readUInt8(at + 1) : byte, operands);
      operands = [];
      at += byte === 12 ? 2 : 1;
    } else if (byte === 29) {
      operands.push(bytes.readInt32BE(at + 1));
      at += 5;
    } else if (byte === 30) {
      const end = bytes.findIndex((it, i) => i > at && (it & 15) === 15);
      operands.push(Number.NaN);
      at = end + 1;
    } else {
      const [value, length] = smallNumber(bytes, at);
      operands.push(value);
      at += length;
    }
  }
  return dict;
}

/** A number as both dictionaries and charstrings write it, and how many bytes it takes. */
function smallNumber(bytes: Buffer, at: number): [value: number, length: number] {
  const byte = bytes.readUInt8(at);
  if (byte === 28) return [bytes.readInt16BE(at + 1), 3];
  if (byte >= 32 && byte <= 246) return [byte - 139, 1];
  if (byte >= 247 && byte <= 250) return [(byte - 247) * 256 + bytes.readUInt8(at + 1) + 108, 2];
  if (byte >= 251 && byte <= 254) return [-(byte - 251) * 256 - bytes.readUInt8(at + 1) - 108, 2];
  throw new Error(`${byte} begins no number`);
}

function number(dict: Dict, operator: number): number {
  const value = dict.get(operator)?.at(-1);
  if (value === undefined) throw new Error(`operator ${operator} is missing`);
  return value;
}

function localSubrs(cff: Buffer, font: Dict): Index {
  const [size, start] = font.get(18) ?? [];
  if (size === undefined || start === undefined) throw new Error('a font has no Private DICT');
  const own = readDict(slice(cff, start, start + size));
  return own.has(19) ? readIndex(cff, start + number(own, 19)) : EMPTY;
}

function readCharset(cff: Buffer, at: number, count: number): Map<number, number> {
  const glyphs = new Map([[0, 0]]);
  const format = cff.readUInt8(at);
  if (format > 2) throw new Error(`charset of format ${format}`);
  const leftSize = format;
  for (let glyph = 1, next = at + 1; glyph < count; next += 2 + leftSize) {
    const left = leftSize === 0 ? 0 : cff.readUIntBE(next + 2, leftSize);
    for (let i = 0; i <= left; i++) glyphs.set(cff.readUInt16BE(next) + i, glyph++);
  }
  if (glyphs.size !== count) throw new Error(`the charset names ${glyphs.size} glyphs of ${count}`);
  return glyphs;
}

/** Which font of the FDArray a glyph belongs to. */
function readSelect(cff: Buffer, at: number, count: number): (glyph: number) => number {
  const format = cff.readUInt8(at);
  if (format === 0) return (glyph) => cff.readUInt8(at + 1 + glyph);
  if (format !== 3) throw new Error(`FDSelect of format ${format}`);
  const ranges = cff.readUInt16BE(at + 1);
  const first = (i: number): number => cff.readUInt16BE(at + 3 + 3 * i);
  if (first(0) !== 0 || first(ranges) !== count) throw new Error('FDSelect does not cover the glyphs');
  return (glyph) => {
    let i = 0;
    while (first(i + 1) <= glyph) i++;
    return cff.readUInt8(at + 5 + 3 * i);
  };
}

// Type 2 charstrings

interface Pen {
  move(dx: number, dy: number): void;
  line(dx: number, dy: number): void;
  curve(...d: number[]): void;
  outline(): Outline;
}

function newPen(): Pen {
  const commands: string[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  let [x, y] = [0, 0];
  const draw = (command: string, deltas: readonly number[]): void => {
    const points: number[] = [];
    for (let i = 0; i < deltas.length; i += 2) {
      x += deltas[i]!;
      y += deltas[i + 1]!;
      points.push(x, y);
      xs.push(x);
      ys.push(y);
    }
    commands.push(command + points.join(' '));
  };
  return {
    move: (...d) => draw('M', d),
    line: (...d) => draw('L', d),
    curve: (...d) => draw('C', d),
    outline: () => ({
      path: commands.join(''),
      left: xs.length > 0 ? Math.min(...xs) : 0,
      bottom: ys.length > 0 ? Math.min(...ys) : 0,
      right: xs.length > 0 ? Math.max(...xs) : 0,
      top: ys.length > 0 ? Math.max(...ys) : 0,
    }),
  };
}

/** Path operators; each takes the whole stack. The width that may lie under a move is left there. */
const PATHS: Record<number, (pen: Pen, s: number[]) => void> = {
  21: (pen, s) => pen.move(s.at(-2)!, s.at(-1)!),
  22: (pen, s) => pen.move(s.at(-1)!, 0),
  4: (pen, s) => pen.move(0, s.at(-1)!),
  5: (pen, s) => lines(pen, s),
  6: (pen, s) => steps(pen, s, true),
  7: (pen, s) => steps(pen, s, false),
  8: (pen, s) => curves(pen, s),
  24: (pen, s) => {
    curves(pen, s.slice(0, -2));
    lines(pen, s.slice(-2));
  },
  25: (pen, s) => {
    lines(pen, s.slice(0, -6));
    curves(pen, s.slice(-6));
  },
  26: (pen, s) => {
    let dx = s.length % 4 === 1 ? s.shift()! : 0;
    for (const [a, b, c, d] of chunks(s, 4)) {
      pen.curve(dx, a!, b!, c!, 0, d!);
      dx = 0;
    }
  },
  27: (pen, s) => {
    let dy = s.length % 4 === 1 ? s.shift()! : 0;
    for (const [a, b, c, d] of chunks(s, 4)) {
      pen.curve(a!, dy, b!, c!, d!, 0);
      dy = 0;
    }
  },
  30: (pen, s) => turns(pen, s, false),
  31: (pen, s) => turns(pen, s, true),
  1234: (pen, [a, b, c, d, e, f, g]) => curves(pen, [a!, 0, b!, c!, d!, 0, e!, 0, f!, -c!, g!, 0]),
  1235: (pen, s) => curves(pen, s.slice(0, 12)),
  1236: (pen, [a, b, c, d, e, f, g, h, i]) =>
    curves(pen, [a!, b!, c!, d!, e!, 0, f!, 0, g!, h!, i!, -(b! + d! + h!)]),
  1237: (pen, s) => {
    const dx = s.filter((_, i) => i < 10 && i % 2 === 0).reduce((a, b) => a + b, 0);
    const dy = s.filter((_, i) => i < 10 && i % 2 === 1).reduce((a, b) => a + b, 0);
    const last = Math.abs(dx) > Math.abs(dy) ? [s[10]!, -dy] : [-dx, s[10]!];
    curves(pen, [...s.slice(0, 10), ...last]);
  },
};

function chunks(values: readonly number[], size: number): number[][] {
  if (values.length === 0 || values.length % size !== 0)
    throw new Error(`${values.length} operands, not ${size}s`);
  return Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size));
}

function lines(pen: Pen, values: number[]): void {
  for (const [dx, dy] of chunks(values, 2)) pen.line(dx!, dy!);
}

function curves(pen: Pen, values: number[]): void {
  for (const six of chunks(values, 6)) pen.curve(...six);
}

/** Lines that run across and upright by turns. */
function steps(pen: Pen, values: number[], across: boolean): void {
  for (const [i, d] of values.entries()) {
    const level = (i % 2 === 0) === across;
    pen.line(level ? d : 0, level ? 0 : d);
  }
}

/** Curves from across to upright and from upright to across, by turns; a fifth value bends the last end. */
function turns(pen: Pen, values: number[], across: boolean): void {
  const bend = values.length % 4 === 1 ? values.pop()! : 0;
  for (const [i, [a, b, c, d]] of chunks(values, 4).entries()) {
    const end = i === values.length / 4 - 1 ? bend : 0;
    if ((i % 2 === 0) === across) pen.curve(a!, 0, b!, c!, end, d!);
    else pen.curve(0, a!, b!, c!, d!, end);
  }
}

const STEMS = [1, 3, 18, 23];
const MASKS = [19, 20];

function interpret(charstring: Buffer, globals: Index, locals: Index): Outline {
  const pen = newPen();
  let stack: number[] = [];
  let stems = 0;
  const call = (subrs: Index): boolean => {
    const bias = subrs.count < 1240 ? 107 : subrs.count < 33_900 ? 1131 : 32_768;
    return run(subrs.item(stack.pop()! + bias));
  };
  /** Returns whether the glyph has ended. */
  const run = (code: Buffer): boolean => {
    for (let at = 0; at < code.length;) {
      const byte = code.readUInt8(at);
      if (byte === 255 || byte === 28 || byte >= 32) {
        const [value, length] = byte === 255 ? [code.readInt32BE(at + 1) / 65_536, 5] : smallNumber(code, at);
        stack.push(value);
        at += length;
        continue;
      }
      const operator = byte === 12 ? 1200 + code.readUInt8(at + 1) : byte;
      at += byte === 12 ? 2 : 1;
      if (operator === 14) return true;
      if (operator === 11) return false;
      if (operator === 10 || operator === 29) {
        if (call(operator === 10 ? locals : globals)) return true;
        continue;
      }
      if (STEMS.includes(operator) || MASKS.includes(operator)) stems += stack.length >> 1;
      else if (PATHS[operator]) PATHS[operator](pen, stack);
      else throw new Error(`operator ${operator} in a charstring`);
      if (MASKS.includes(operator)) at += (stems + 7) >> 3;
      stack = [];
    }
    return false;
  };
  if (!run(charstring)) throw new Error('a charstring without an end');
  return pen.outline();
}
