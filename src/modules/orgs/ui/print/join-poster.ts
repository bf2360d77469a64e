import qrcode from 'qrcode';
import { A4, pdf } from '#kernel/docs';
import type { FileAnswer } from '#kernel/module';

export interface JoinPoster {
  readonly name: string;
  readonly phone: string | null;
  /** Where the QR leads. */
  readonly link: string;
}

/** One A4 page to hang up: who asks, the QR, what it takes, whom to call. */
export async function joinPoster(poster: JoinPoster, now: Date): Promise<FileAnswer> {
  const title = `扫码加入${poster.name}`;
  // Error correction Q: a poster by the door gets scratched and wet.
  const png = await qrcode.toBuffer(poster.link, { errorCorrectionLevel: 'Q', margin: 2, width: 1000 });
  const bytes = await pdf({ title, now }, (sheet) => {
    const middle = { align: 'center' } as const;
    sheet.text({ x: 15, y: 28, width: A4.width - 30, height: 24 }, '加入工会，四项就好', {
      ...middle,
      size: 34,
      heavy: true,
    });
    sheet.text({ x: 15, y: 54, width: A4.width - 30, height: 16 }, poster.name, {
      ...middle,
      size: 20,
      shrinkTo: 12,
    });
    sheet.image({ x: 45, y: 80, width: 120, height: 120 }, png);
    sheet.text(
      { x: 15, y: 206, width: A4.width - 30, height: 12 },
      '微信或相机扫一扫，填姓名、证件号、手机号和职业',
      { ...middle, size: 16 },
    );
    sheet.text(
      { x: 15, y: 220, width: A4.width - 30, height: 10 },
      '不用注册账号，大约一分钟；审核结果会用短信告诉您',
      { ...middle, size: 13, grey: 0.3 },
    );
    const call = poster.phone
      ? `不会用手机也可以：打电话 ${poster.phone}，或到工会当面办理`
      : '不会用手机也可以：到工会当面办理';
    sheet.text({ x: 15, y: 250, width: A4.width - 30, height: 10 }, call, { ...middle, size: 14 });
    sheet.text({ x: 15, y: 266, width: A4.width - 30, height: 8 }, poster.link, {
      ...middle,
      size: 9,
      grey: 0.4,
    });
  });
  return { bytes, name: `${title}.pdf` };
}
