/** Backups without pg_dump: see docs/guides/backup.md. */
export { ERASURES_FILE, erasureLine, readErasures, takeErasures, type Erasure } from './backup/erasures.ts';
export { checkBackup } from './backup/read.ts';
export { backupDays, backupState, backupsUntil, type BackupState } from './backup/records.ts';
export { restoreBackup, type Restored } from './backup/restore.ts';
export { backupRoutes } from './backup/routes.ts';
export { backUp, startBackups, type BackupPart } from './backup/schedule.ts';
export { backupKeys } from './backup/seal.ts';
export { takeBackup, type Taken } from './backup/take.ts';
