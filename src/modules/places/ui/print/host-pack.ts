import { A4, pdf, type Sheet } from '#kernel/docs';
import type { FileAnswer } from '#kernel/module';
import { drawSign, qrOf, type Sign } from './sign.ts';

export interface HostPack {
  readonly sign: Sign;
  /** The post or shop for which the link was made. */
  readonly label: string;
  readonly link: string;
  readonly expiresAt: Date;
}

/** Two pages: the sign for the door; and for the host the link, what it does, and whom to call. */
export async function hostPack(pack: HostPack, now: Date): Promise<FileAnswer> {
  const title = `${pack.sign.name} 站点资料`;
  const [sign, host] = [await qrOf(pack.sign.link), await qrOf(pack.link)];
  const bytes = await pdf({ title, now }, (sheet) => {
    drawSign(sheet, pack.sign, sign);
    sheet.newPage();
    drawHostPage(sheet, pack, host);
  });
  return { bytes, name: `${title}.pdf` };
}

/** A page a place. */
export async function signs(all: readonly Sign[], now: Date): Promise<FileAnswer> {
  const title = all.length === 1 ? `${all[0]!.name} 门牌` : `${all.length} 个站点的门牌`;
  const codes = await Promise.all(all.map(({ link }) => qrOf(link)));
  const bytes = await pdf({ title, now }, (sheet) => {
    for (const [nth, sign] of all.entries()) {
      if (nth > 0) sheet.newPage();
      drawSign(sheet, sign, codes[nth]!);
    }
  });
  return { bytes, name: `${title}.pdf` };
}

const LEFT = 20;
const WIDTH = A4.width - 2 * LEFT;

const STEPS: readonly (readonly [title: string, text: string])[] = [
  ['打开', '用手机扫右边的码，收藏打开的那一页。不用账号，不用下载；一部手机可以管几个站点。'],
  ['临时关门', '点“今天关门”，选个原因。想来的人马上看得到，不会白跑；到今天的下班时间，它自己恢复。'],
  ['开着', '每周点一次“现在开着”。大家看到有人刚确认过，才放心来。今天多开一会儿，也点一下。'],
  ['没水了、充电坏了', '点一下那一项；又有了，再点一下。临时要说的话，写在留言里，最多 60 个字。'],
  ['有人报修', '页面上会写着哪里坏了：看到了点“知道了”，修好了点“修好了”，报的人就会收到回音。'],
  ['物资到期', '药品、食品快到期时页面上会提醒；用完或撤下了，点一下。'],
  ['点错了', '一分钟内可以撤销。'],
];

function drawHostPage(sheet: Sheet, { sign, label, link, expiresAt }: HostPack, qr: Uint8Array): void {
  sheet.text({ x: LEFT, y: 18, width: WIDTH, height: 14 }, '给站点负责人', { size: 26, heavy: true });
  sheet.text({ x: LEFT, y: 33, width: WIDTH, height: 16 }, `${sign.name} · ${label}`, {
    size: 14,
    shrinkTo: 10,
  });
  const textWidth = WIDTH - 62;
  let y = 50;
  for (const [title, text] of STEPS) {
    y += sheet.text({ x: LEFT, y, width: textWidth, height: 8 }, title, { size: 13, heavy: true }) + 0.5;
    y += sheet.text({ x: LEFT, y, width: textWidth, height: 24 }, text, { size: 11.5, leading: 1.5 }) + 4;
  }
  const right = LEFT + textWidth + 8;
  sheet.frame({ x: right, y: 50, width: 54, height: 82 }, { grey: 0.5 });
  sheet.image({ x: right + 3, y: 53, width: 48, height: 48 }, qr);
  sheet.text({ x: right + 2, y: 103, width: 50, height: 8 }, '这里的管理页', {
    size: 13,
    heavy: true,
    align: 'center',
  });
  const until = `${dayInWords(expiresAt)}前有效。\n这张纸等于钥匙：别贴在外面，别拍照发群。`;
  sheet.text({ x: right + 3, y: 111, width: 48, height: 20 }, until, { size: 9.5, leading: 1.45, grey: 0.2 });
  y = Math.max(y, 140) + 4;
  sheet.line(LEFT, y, LEFT + WIDTH, y, { grey: 0.6 });
  const call = sign.phone ? `${sign.union}，电话 ${sign.phone}` : sign.union;
  const foot = `有问题找：${call}。职工热线 12351。\n这个码丢了、换了人，请告诉工会：旧的马上停用，再给您一个新的。\n门口那张牌子（前一页）请贴在从外面看得见的地方，大约一米五高。`;
  y += sheet.text({ x: LEFT, y: y + 5, width: WIDTH, height: 30 }, foot, { size: 12, leading: 1.6 }) + 9;
  sheet.text({ x: LEFT, y, width: WIDTH, height: 10 }, `扫不了时，在手机浏览器里打开：${link}`, {
    size: 8.5,
    grey: 0.35,
  });
}

function dayInWords(end: Date): string {
  const [year, month, day] = new Date(end.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).split('-');
  return `${year} 年 ${Number(month)} 月 ${Number(day)} 日`;
}
