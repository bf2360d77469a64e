import qrcode from 'qrcode';
import { A4, type Sheet } from '#kernel/docs';
import type { Hours } from '../../hours/contract.ts';
import { hoursInWords } from '../../hours/texts/words.ts';

/** What stands on the door of a place. */
export interface Sign {
  readonly name: string;
  readonly code: string;
  readonly facilities: readonly { readonly code: string; readonly zh: string }[];
  readonly hours: Hours | null;
  readonly union: string;
  readonly phone: string | null;
  /** Where the QR leads: the public page, with the key of this sign in the fragment. */
  readonly link: string;
  /** The same page for typing by hand. */
  readonly page: string;
}

/** Error correction Q: a sign by the door gets scratched and wet. */
export function qrOf(text: string): Promise<Uint8Array> {
  return qrcode.toBuffer(text, { errorCorrectionLevel: 'Q', margin: 2, width: 1000 });
}

const LEFT = 15;
const WIDTH = A4.width - 2 * LEFT;

/** One A4 page to hang up: who may come in and for what, when, the QR, what is asked of guests. */
export function drawSign(sheet: Sheet, sign: Sign, qr: Uint8Array): void {
  const middle = { align: 'center' } as const;
  const line = (y: number, height: number, text: string, size: number, more = {}) =>
    sheet.text({ x: LEFT, y, width: WIDTH, height }, text, { ...middle, size, ...more });
  line(16, 20, '户外劳动者请进来', 44, { heavy: true });
  line(38, 24, offersOf(sign.facilities), 24, { shrinkTo: 14, leading: 1.35 });
  line(65, 12, sign.name, 20, { shrinkTo: 12 });
  sheet.image({ x: (A4.width - 92) / 2, y: 78, width: 92, height: 92 }, qr);
  line(171, 8, '微信或相机扫一扫：看现在开不开、缺什么；有问题，点一下就能说', 14);
  line(180, 14, [...sign.code].join(' '), 30, { heavy: true });
  line(194, 6, `扫不了，就在浏览器里打开 ${sign.page}`, 10, { grey: 0.35 });
  sheet.line(LEFT, 203, LEFT + WIDTH, 203, { grey: 0.6 });
  line(207, 8, '开放时间', 13, { grey: 0.25 });
  line(214, 30, sign.hours ? hoursInWords(sign.hours, 'zh') : '扫码看今天开到几点', 16, {
    shrinkTo: 10,
    leading: 1.45,
  });
  line(247, 8, '外卖员、快递员、环卫工、网约车司机都欢迎', 17);
  line(256, 8, '请把垃圾带走，说话轻一点', 17);
  line(267, 8, '不用下载，不用注册，不收钱', 13, { grey: 0.25 });
  const call = sign.phone ? `${sign.union} ${sign.phone}` : sign.union;
  line(275, 8, `${call} · 工会职工热线 12351`, 12, { shrinkTo: 8, grey: 0.25 });
}

/** What one may come in for; a facility that nobody thought of here is told by its name. */
const OFFERS: Readonly<Record<string, string>> = {
  toilet: '上卫生间',
  water: '喝热水',
  phone_charge: '手机充电',
  parking: '停车',
  heat_food: '热饭',
  fridge: '用冰箱',
  ac: '避暑取暖',
  battery_swap: '换电',
  wifi: '上网',
  first_aid: '用药箱',
  rain_gear: '借雨具',
  books: '看书',
  legal_point: '问法律',
};
/** Most that can be read from the pavement. */
const MOST_OFFERS = 7;

function offersOf(facilities: Sign['facilities']): string {
  const offers = facilities.filter(({ code }) => code !== 'seats').map(({ code, zh }) => OFFERS[code] ?? zh);
  const all = ['休息', ...offers.slice(0, MOST_OFFERS)];
  // Two lines of about the same length, none beginning with a dot.
  const cut = all.length > 4 ? Math.ceil(all.length / 2) : all.length;
  return [all.slice(0, cut), all.slice(cut)]
    .map((line) => line.join(' · '))
    .join('\n')
    .trim();
}
