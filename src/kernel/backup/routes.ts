import { definePermissions, scopesOf } from '../auth.ts';
import type { Output } from '../contract.ts';
import type { Ctx } from '../ctx.ts';
import { kernelError } from '../errors.ts';
import { route, type Route } from '../module.ts';
import { policyAt } from '../policy.ts';
import * as contract from './contract.ts';
import { backupDays, backupState } from './records.ts';
import { askForBackup } from './schedule.ts';

definePermissions('kernel', { system: ['system_admin'] });

async function getBackups(ctx: Ctx): Promise<Output<typeof contract.getBackups>> {
  requireRoot(ctx);
  const { running, late, since, failure, kept } = await backupState(ctx.db, ctx.now);
  return {
    running,
    late,
    since: since.toISOString(),
    failure: failure && { ...failure, at: failure.at.toISOString() },
    keptDays: await policyAt(ctx, backupDays),
    items: kept.map((one) => ({ ...one, at: one.at.toISOString() })),
  };
}

async function takeBackupNow(ctx: Ctx): Promise<Output<typeof contract.takeBackupNow>> {
  requireRoot(ctx);
  const { running } = await backupState(ctx.db, ctx.now);
  if (running) throw kernelError('backup_running');
  await askForBackup(ctx);
  await ctx.audit({ action: 'backup.asked' });
  return { queued: true };
}

/** The installation as a whole is the root's; a path of one id is the root's. */
function requireRoot({ actor }: Ctx): void {
  if (!scopesOf(actor, 'kernel.system').some((path) => !path.includes('.'))) throw kernelError('root_only');
}

export const backupRoutes: readonly Route[] = [
  route(contract.getBackups, getBackups),
  route(contract.takeBackupNow, takeBackupNow),
];
