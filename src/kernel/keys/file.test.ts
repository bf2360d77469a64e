import { chmodSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addMasterKey, keyFile, masterKeys } from '../config.ts';

const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

function folder(text?: string): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhijia-keyfile-'));
  if (text !== undefined) writeFileSync(keyFile(dataDir), text, { mode: 0o600 });
  return dataDir;
}

const modeOf = (dataDir: string): number => statSync(keyFile(dataDir)).mode & 0o777;

test('is made once, for its owner alone', () => {
  const dataDir = folder();
  const [made, ...more] = masterKeys(dataDir);
  expect([made?.version, made?.secret.length, more]).toEqual([1, 32, []]);
  expect(masterKeys(dataDir)).toEqual([made]);
  expect(modeOf(dataDir)).toBe(0o600);
});

test('of before there were versions is the first of them', () => {
  expect(masterKeys(folder(`${KEY}\n`))).toEqual([{ version: 1, secret: Buffer.from(KEY, 'base64') }]);
});

test('takes a version more, and keeps the older ones as they are', () => {
  const dataDir = folder(`${KEY}\n`);
  expect([addMasterKey(dataDir), addMasterKey(dataDir)]).toEqual([2, 3]);
  const keys = masterKeys(dataDir);
  expect(keys.map(({ version }) => version)).toEqual([1, 2, 3]);
  expect(new Set(keys.map(({ secret }) => secret.toString('hex'))).size).toBe(3);
  expect(readFileSync(keyFile(dataDir), 'utf8').split('\n')[0]).toBe(KEY);
  expect(modeOf(dataDir)).toBe(0o600);
  expect(existsSync(`${keyFile(dataDir)}.new`)).toBe(false);
});

test('is for its owner alone again, whatever a broken attempt left beside it', () => {
  const dataDir = folder(`${KEY}\n`);
  writeFileSync(`${keyFile(dataDir)}.new`, 'half a');
  chmodSync(`${keyFile(dataDir)}.new`, 0o644);
  expect(addMasterKey(dataDir)).toBe(2);
  expect(masterKeys(dataDir)).toHaveLength(2);
  expect(modeOf(dataDir)).toBe(0o600);
});

test.each([
  ['empty', ''],
  ['cut short', KEY.slice(0, 30)],
  ['a version is missing', `${KEY}\n3 ${KEY}\n`],
  ['a version is cut short', `${KEY}\n2 ${KEY.slice(0, 20)}\n`],
  ['two are the same', `${KEY}\n1 ${KEY}\n`],
  ['no key at all', 'hello world of keys\n'],
])('damaged is refused, with what to do: %s', (_what, text) => {
  expect(() => masterKeys(folder(text))).toThrow(expect.objectContaining({ code: 'master_key' }));
});
