import { setTimeout as wait } from 'node:timers/promises';
import { inTx, type Ctx } from '#kernel/ctx';
import { AppError } from '#kernel/errors';
import { APPLY, COMPARE, confirmImport, discardImport, mapImport, uploadRoster } from '../actions.ts';
import type { RosterCounts, RosterMode } from '../contract.ts';
import { importFor, type RosterImport } from '../queries.ts';

export interface RosterFile {
  readonly orgId: number;
  readonly name: string;
  readonly bytes: Buffer;
  readonly mode: RosterMode;
  readonly transfers: boolean;
  /** Compare only, and throw the dry run away. */
  readonly dryRun: boolean;
}

/**
 * The whole reconcile of one file at a stroke, for the command line: the columns as they are guessed or remembered.
 * Throws what the steps throw, e.g. `people.mapping_needs_id` for a file in which no such column was found.
 */
export async function reconcileFile(ctx: Ctx, file: RosterFile): Promise<RosterCounts> {
  const upload = { bytes: file.bytes, type: 'application/octet-stream' };
  const { orgId, name, mode, transfers } = file;
  const { id } = await inTx(ctx, (tx) => uploadRoster(tx, { orgId, name, mode }, { upload }));
  try {
    await startComparing(ctx, id, mode, transfers);
    const compared = await workedOff(ctx, id, COMPARE, 'comparing');
    if (compared.failure !== null) throw new AppError(compared.failure);
    if (file.dryRun) await inTx(ctx, (tx) => discardImport(tx, { id }));
    else {
      await inTx(ctx, (tx) => confirmImport(tx, { id }));
      await workedOff(ctx, id, APPLY, 'applying');
    }
    return compared.counts!;
  } catch (error) {
    // Nobody will come back to this dry run; one that is being applied is finished by the server.
    await inTx(ctx, (tx) => discardImport(tx, { id })).catch(() => undefined);
    throw error;
  }
}

async function startComparing(ctx: Ctx, id: string, mode: RosterMode, transfers: boolean): Promise<void> {
  const { sheet, header_row, columns } = await importFor(ctx, id);
  const named = columns.flatMap(({ index, field }) => (field ? [{ index, field }] : []));
  await inTx(ctx, (tx) =>
    mapImport(tx, { id, sheet, headerRow: header_row, columns: named, mode, transfers }),
  );
}

/** Works the queue off here; a server that runs beside may have taken the job, and then it is waited for. */
async function workedOff(
  ctx: Ctx,
  id: string,
  job: string,
  state: RosterImport['state'],
): Promise<RosterImport> {
  for (;;) {
    await ctx.app.jobs.drain(ctx.app, job);
    const row = await importFor(ctx, id);
    if (row.state !== state) return row;
    await wait(200);
  }
}
