import { sql } from 'kysely';
import { definePermissions } from '../auth.ts';
import { route, type Route } from '../module.ts';
import * as contract from './contract.ts';

definePermissions('kernel', { watch: ['system_admin'] });

export const healthRoutes: readonly Route[] = [
  route(contract.health, async () => ({ ok: true as const })),
  route(contract.ready, async ({ app }) => {
    await sql`select 1`.execute(app.db);
    return { ok: true as const, saving: app.disk.level() !== 'full' };
  }),
  route(contract.diskRoom, async ({ app }) => ({ level: app.disk.level(), freeBytes: app.disk.free() })),
];
