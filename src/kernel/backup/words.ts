import { StartError } from '../errors.ts';

/** Why a backup or a restore cannot be, in words for the person at the command line. */
const WORDS = {
  backup_exists: {
    zh: '{what} 已经存在，没有覆盖它。请换一个文件名。',
    en: '{what} exists already and was not overwritten. Choose another name.',
  },
  backup_unwritable: {
    zh: '备份文件写不到 {what}。请检查文件夹在不在、有没有写权限。',
    en: 'The backup cannot be written to {what}. Check that the folder is there and may be written to.',
  },
  backup_disk_full: {
    zh: '磁盘空间不够备份：{what}。请腾出空间，或把 ZHIJIA_BACKUPS 指向另一块磁盘。没有留下半个文件。',
    en: 'There is not enough disk space for a backup: {what}. Free some, or point ZHIJIA_BACKUPS to another disk. No half file was left.',
  },
  backup_nothing: {
    zh: '这个数据库里还没有职工之家的数据，没有可备份的。',
    en: 'This database holds nothing of Zhijia yet: there is nothing to back up.',
  },
  backup_running: {
    zh: '另一个备份正在进行。请等它完成后再试。',
    en: 'Another backup is running. Try again when it has finished.',
  },
  backup_unreadable: {
    zh: '读不到文件 {what}。请检查路径和权限。',
    en: 'The file {what} cannot be read. Check the path and its permissions.',
  },
  backup_foreign: {
    zh: '{what} 不是职工之家的备份文件。请检查是不是选错了文件。',
    en: '{what} is no backup of Zhijia. Check that it is the right file.',
  },
  backup_format: {
    zh: '{what} 是更新版本的职工之家做的备份，本程序读不懂它。请换用做备份的版本，或更新的版本。',
    en: '{what} was made by a newer version of Zhijia, which this program cannot read. Use that version or a newer one.',
  },
  backup_truncated: {
    zh: '{what} 不完整：后面的部分没有了，多半是复制时中断。没有恢复任何内容。请重新复制，或换一份备份。',
    en: '{what} is incomplete: its end is missing, most likely a copy was cut short. Nothing was restored. Copy it again, or take another backup.',
  },
  backup_damaged: {
    zh: '{what} 已损坏或被改动过。没有恢复任何内容。请换一份备份。',
    en: '{what} is damaged or was changed. Nothing was restored. Take another backup.',
  },
  backup_key: {
    zh: '密钥不对：{what} 是用另一个 master.key 加密的。请把做备份的那台机器的 master.key 放进数据目录，再试一次。没有恢复任何内容。',
    en: 'The key is another: {what} was encrypted with another master.key. Put the master.key of the installation that made it into the data folder and try again. Nothing was restored.',
  },
  backup_no_key: {
    zh: '没有找到密钥文件 {what}。备份用它加密，也只有它能打开：请把这套系统的 master.key 放到这里，再试一次。',
    en: 'The key file {what} is not there. It encrypts backups, and nothing else opens them: put the master.key of this installation here and try again.',
  },
  backup_database_lost: {
    zh: '和数据库的连接断了，没有做完，也没有留下任何东西。等数据库恢复后，再试一次。',
    en: 'The connection to the database was lost. It was not finished, and nothing was left behind. Try again when the database is back.',
  },
  restore_not_empty: {
    zh: '只能恢复到空的数据库，而这里已经有 {what}。没有改动它。请用 ZHIJIA_DATA 指定一个新的数据目录（先放进 master.key），或用 DATABASE_URL 指定一个空的数据库。',
    en: 'A restore needs an empty database, and this one has {what}. Nothing was changed. Name a new data folder with ZHIJIA_DATA (with master.key in it), or an empty database with DATABASE_URL.',
  },
} as const;

export type BackupTrouble = keyof typeof WORDS;

export function trouble(code: BackupTrouble, what = ''): StartError {
  const { zh, en } = WORDS[code];
  return new StartError(code, { zh: zh.replace('{what}', what), en: en.replace('{what}', what) });
}

/** Whether the database went away meanwhile: pg has no code for it, PostgreSQL has those of class 57P. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (
    /^(57P|08|ECONNRESET|EPIPE)/.test(code ?? '') ||
    /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
  );
}
