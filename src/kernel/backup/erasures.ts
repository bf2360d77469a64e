import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { TxCtx } from '../ctx.ts';
import { StartError } from '../errors.ts';
import { trouble } from './words.ts';

/** Name, in the data folder, of the list of what was erased. It stands beside the backups because they bring it back. */
export const ERASURES_FILE = 'erasures.log';

/** Somebody or something that was erased, by its opaque id. */
export interface Erasure {
  readonly at: Date;
  readonly entity: string;
  readonly id: string;
}

/** One line of the list, with its line feed: `2026-11-22T08:00:00.000Z people.person 0193…`. */
export function erasureLine({ at, entity, id }: Erasure): string {
  return `${at.toISOString()} ${entity} ${id}\n`;
}

/**
 * The lines of such a list; none where there is no file, unless somebody `named` it. Throws {@link StartError} for a line
 * that says nothing: better to stop than to bring back somebody who was erased.
 */
export async function readErasures(file: string, named: boolean): Promise<Erasure[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !named) return '';
    throw trouble('backup_unreadable', file);
  });
  return text
    .split('\n')
    .map((line, at) => ({ line: line.trim(), number: at + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const [, at, entity, id] = /^(\S+) (\S+) (\S+)$/.exec(line) ?? [];
      if (at && entity && id && !Number.isNaN(Date.parse(at))) return { at: new Date(at), entity, id };
      throw new StartError('erasures', {
        zh: `${file} 第 ${number} 行读不懂，没有恢复任何内容。这个文件记着已应要求删除的人；请从原机器重新复制它。`,
        en: `Line ${number} of ${file} cannot be read; nothing was restored. It lists whom one had to erase: copy it again from the machine it comes from.`,
      });
    });
}

/** The ids that a restore has noted to be erased again; they are noted no longer, if the transaction commits. */
export async function takeErasures(ctx: TxCtx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`delete from kernel.erasure_replay returning id`.execute(ctx.db);
  return rows.map(({ id }) => id);
}
