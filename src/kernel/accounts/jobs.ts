import { sql } from 'kysely';
import type { Job } from '../jobs.ts';
import { addDays, civilDate } from '../time.ts';

/** Removes what no longer decides anything: used codes, old tries, ended sessions. */
const forgetAttempts: Job = {
  name: 'accounts.forget_attempts',
  cron: '23 3 * * *',
  async run({ db, now }) {
    const yesterday = new Date(now.getTime() - 86_400_000);
    await sql`delete from auth.code where expires_at < ${yesterday}`.execute(db);
    await sql`delete from auth.code_quota where day < ${addDays(civilDate(now), -1)}`.execute(db);
    await sql`delete from auth.attempt where since < ${yesterday}`.execute(db);
    await sql`delete from auth.lockout where coalesce(locked_until, since) < ${yesterday}`.execute(db);
    await sql`delete from auth.used_totp where at < ${yesterday}`.execute(db);
    await sql`delete from auth.session where "expiresAt" < ${now}`.execute(db);
    await sql`delete from auth.verification where "expiresAt" < ${now}`.execute(db);
  },
};

export const accountJobs: readonly Job[] = [forgetAttempts];
