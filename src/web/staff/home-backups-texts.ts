import { defineWords } from './words.ts';

export const homeBackupWords = defineWords(
  {
    last: (age: string, megabytes: string) => `上次备份：${age}前，${megabytes} MB`,
    none: (age: string) => `还没有备份。启用至今：${age}`,
    kept: (count: number, days: number) =>
      `每天夜里自动备份，现有 ${count} 份，保留 ${days} 天。密钥文件 master.key 要另外保管`,
    failed: (moment: string, reason: string) => `${moment} 没有备份成功：${reason}`,
    reasons: {
      disk_full: '磁盘空间不够。请腾出空间，或把 ZHIJIA_BACKUPS 指向另一块磁盘',
      unwritable: '备份文件夹不能写入。请检查 ZHIJIA_BACKUPS 和权限',
      other: '原因写在服务的日志里。请查看后再试',
    },
    late: '太久了',
    take: '现在备份',
    running: '正在备份',
  },
  {
    last: (age, megabytes) => `Last backup ${age} ago, ${megabytes} MB`,
    none: (age) => `In use for ${age}, not backed up yet`,
    kept: (count, days) =>
      `Taken each night; ${count} there, kept for ${days} days. Keep the key file master.key elsewhere`,
    failed: (moment, reason) => `Failed on ${moment}: ${reason}`,
    reasons: {
      disk_full: 'not enough disk space. Free some, or point ZHIJIA_BACKUPS to another disk',
      unwritable: 'the folder cannot be written to. Check ZHIJIA_BACKUPS and its permissions',
      other: 'the server’s log says why. Look there, then try again',
    },
    late: 'Too long ago',
    take: 'Back up now',
    running: 'Backing up',
  },
);
