import { describe, expect, test } from 'vitest';
import { checkFile, FILE_KINDS, kindOfFile, nameOfFile, type FileKind } from './uploads.ts';

const hex = (text: string): Buffer => Buffer.concat([Buffer.from(text, 'hex'), Buffer.alloc(64, 1)]);
const FILES = {
  pdf: Buffer.from('%PDF-1.7\n'),
  png: hex('89504e470d0a1a0a'),
  jpeg: hex('ffd8ffe0'),
  xlsx: hex('504b0304'),
  docx: Buffer.concat([hex('504b0304'), Buffer.from('word/document.xml')]),
  csv: Buffer.from('姓名,证件号码\n王五,1\n'),
} as const satisfies Record<FileKind, Buffer>;

const TYPES: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv',
};

const check = (bytes: Buffer | undefined, type: string, kinds: readonly FileKind[], name = 'a') => {
  const upload = bytes && { bytes, type };
  try {
    return checkFile(upload, { name, kinds, refuse: () => new Error('refused') }).kind;
  } catch (error) {
    return (error as { code?: string; message: string }).code ?? (error as Error).message;
  }
};

describe('a file', () => {
  test.each(FILE_KINDS)('that is a %s passes as one, and as nothing else', (kind) => {
    expect(check(FILES[kind], TYPES[kind], [kind])).toBe(kind);
    for (const other of FILE_KINDS.filter((each) => each !== kind)) {
      expect(check(FILES[kind], TYPES[kind], [other])).not.toBe(kind);
      const family = ['xlsx', 'csv'].includes(kind) && ['xlsx', 'csv'].includes(other);
      if (!family) expect(check(FILES[kind], TYPES[other], [kind, other])).toBe('refused');
    }
  });

  test.each<[string, Buffer, string]>([
    ['a program for Windows', hex('4d5a9000'), 'refused'],
    ['a program for Linux', hex('7f454c46'), 'refused'],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'refused'],
    ['a GIF', Buffer.from('GIF89a....'), 'refused'],
    ['a WebP', Buffer.from('RIFF....WEBP'), 'refused'],
    ['gzip', hex('1f8b08'), 'refused'],
    ['RAR', hex('526172211a07'), 'refused'],
    ['7-Zip', hex('377abcaf271c'), 'refused'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'refused'],
    ['an SVG behind blanks', Buffer.from('\uFEFF \n<SVG onload="alert(1)"/>'), 'refused'],
    ['an SVG in UTF-16', Buffer.from('\uFEFF<svg onload="alert(1)"/>', 'utf16le'), 'refused'],
    ['a script element', Buffer.from('<script>alert(1)</script>'), 'refused'],
    ['a page', Buffer.from('<!doctype html><p>1'), 'kernel.sheet_xls'],
    ['an old .xls', hex('d0cf11e0a1b11ae1'), 'kernel.sheet_xls'],
    ['bytes with NUL', Buffer.from('a,b\0c\n'), 'refused'],
    ['nothing', Buffer.alloc(0), 'kernel.sheet_empty'],
  ])('that is %s is taken for no sheet and for no scan', (_what, bytes, asSheet) => {
    for (const type of [TYPES.csv, TYPES.xlsx, 'application/octet-stream'])
      expect(check(bytes, type, ['xlsx', 'csv'])).toBe(asSheet);
    for (const kind of ['pdf', 'png', 'jpeg'] as const)
      expect(check(bytes, TYPES[kind], ['pdf', 'png', 'jpeg'])).toBe('refused');
  });

  test('behind another byte, called by another type, or not there, is refused', () => {
    expect(check(Buffer.concat([Buffer.from(' '), FILES.pdf]), TYPES.pdf, ['pdf'])).toBe('refused');
    expect(check(FILES.png, TYPES.jpeg, ['png', 'jpeg'])).toBe('refused');
    expect(check(FILES.csv, 'text/html', ['xlsx', 'csv'])).toBe('refused');
    expect(check(FILES.xlsx, 'application/pdf', ['xlsx', 'csv'])).toBe('refused');
    expect(check(undefined, '', ['pdf'])).toBe('refused');
  });

  test('of every code that people write their sheets in is text', () => {
    for (const text of [
      Buffer.from('\uFEFF姓名,手机\n'),
      Buffer.from('\uFEFF姓名\t手机\n', 'utf16le'),
      Buffer.from('d0d5c3fb2cc4d0a3a80a', 'hex'), // GB 18030
      Buffer.from('a<b,c\n'),
    ])
      expect(kindOfFile(text)).toBe('csv');
  });
});

test.each<[string, FileKind, string]>([
  ['决议.pdf', 'pdf', '决议.pdf'],
  ['决议.PDF', 'pdf', '决议.PDF'],
  ['扫描件', 'jpeg', '扫描件.jpg'],
  ['photo.jpeg', 'jpeg', 'photo.jpeg'],
  ['决议.html', 'pdf', '决议.html.pdf'],
  ['C:\\fakepath\\名单.xlsx', 'xlsx', '名单.xlsx'],
  ['../../etc/cron.d/x.csv', 'csv', 'x.csv'],
  ['.htaccess', 'csv', 'htaccess.csv'],
  ['决议\u202Efdp.exe', 'pdf', '决议fdp.exe.pdf'],
  ['a\u200B\u0007b.png', 'png', 'ab.png'],
  ['a<b>:c?.pdf', 'pdf', 'a_b__c_.pdf'],
  ['..', 'pdf', 'file.pdf'],
  ['名单.xls', 'csv', '名单.xls'],
])('a %s that is a %s is called %s', (name, kind, called) => {
  expect(nameOfFile(name, kind)).toBe(called);
});
