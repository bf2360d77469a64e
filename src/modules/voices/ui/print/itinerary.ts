import { A4, pdf, type Sheet } from '#kernel/docs';
import type { FileAnswer } from '#kernel/module';

export interface ItineraryStop {
  readonly name: string;
  readonly address: string | null;
  /** Of a place: the union that looks after it. */
  readonly union: string | null;
  readonly phone: string | null;
}

export interface Itinerary {
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly ledBy: string | null;
  readonly union: string;
  readonly stops: readonly ItineraryStop[];
}

const LEFT = 18;
const WIDTH = A4.width - 2 * LEFT;
const FOOT = 268;
/** Above it stops have their table; below it stand lines to write on. */
const LINE = 9;
const FEWEST_LINES = 4;

/** One sheet for the day, in Chinese as unions print: where to go, whom to call, and room for what people need. */
export async function itinerary(visit: Itinerary, now: Date): Promise<FileAnswer> {
  const name = `${visit.title} ${visit.day} 行程`;
  const bytes = await pdf({ title: name, now }, (sheet) => draw(sheet, visit));
  return { bytes, name: `${name}.pdf` };
}

function draw(sheet: Sheet, { title, day, ledBy, union, stops }: Itinerary): void {
  let y = 18;
  y += sheet.text({ x: LEFT, y, width: WIDTH, height: 12 }, title, {
    size: 20,
    heavy: true,
    shrinkTo: 13,
  });
  const facts = [dayInWords(day), union, ...(ledBy ? [`带队：${ledBy}`] : [])].join('　');
  y += sheet.text({ x: LEFT, y: y + 2, width: WIDTH, height: 12 }, facts, { size: 11, leading: 1.5 }) + 6;
  const size = stops.length > 14 ? 8.5 : 10;
  const head = ['', '到哪里', '地址', '联系'].map((text) => ({
    text,
    size,
    align: 'center' as const,
    heavy: true,
  }));
  const rows = stops.map((stop, at) => ({
    cells: [
      { text: String(at + 1), size, align: 'center' as const },
      { text: stop.union === null ? stop.name : `${stop.name}\n${stop.union}`, size },
      { text: stop.address ?? '', size },
      { text: stop.phone ?? '', size },
    ],
  }));
  y = sheet.table({ x: LEFT, y, columns: [9, 75, 54, WIDTH - 138], head: { cells: head }, rows }) + 6;
  if (y + 8 + FEWEST_LINES * LINE > FOOT) {
    sheet.newPage();
    y = 20;
  }
  y += sheet.text(
    { x: LEFT, y, width: WIDTH, height: 8 },
    '大家需要什么（写明第几站；不写姓名和电话，除非本人同意）',
    {
      size: 11,
      heavy: true,
    },
  );
  for (y += LINE; y < FOOT; y += LINE) sheet.line(LEFT, y, LEFT + WIDTH, y, { grey: 0.6 });
  sheet.text(
    { x: LEFT, y: 272, width: WIDTH, height: 10 },
    '回来后把需求记到这次走访里，每一条都会有回复。留下需求，不留照片。这张纸用完请销毁。',
    { size: 9, grey: 0.3 },
  );
}

function dayInWords(day: string): string {
  const [year, month, date] = day.split('-');
  const week = '日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return `${year} 年 ${Number(month)} 月 ${Number(date)} 日（星期${week}）`;
}
