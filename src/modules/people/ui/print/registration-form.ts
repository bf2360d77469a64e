import { A4, MISSING, pdf, type Cell, type Row, type Sheet, type TextStyle } from '#kernel/docs';

/**
 * One person's join papers, every value as it shall be printed (dates as 2026年1月12日, the ID in full or
 * masked). `null` leaves room for a pen.
 */
export interface RegistrationFormInput {
  readonly memberNo: string | null;
  readonly name: string;
  readonly gender: string | null;
  readonly bornOn: string | null;
  readonly ethnicity: string | null;
  readonly education: string | null;
  readonly nativePlace: string | null;
  readonly politicalStatus: string | null;
  readonly idType: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly occupation: string | null;
  readonly employer: string | null;
  readonly position: string | null;
  readonly professionalTitle: string | null;
  /** The primary union that the application goes to. */
  readonly union: string;
  /** What the committee decided, as a sentence. */
  readonly opinion: string | null;
  readonly resolutionNo: string | null;
  readonly resolvedOn: string | null;
  readonly remark: string | null;
  readonly appliedOn: string | null;
}

type Key = keyof RegistrationFormInput;

const LABELS: Record<Key, string> = {
  memberNo: '会员证号',
  name: '姓　　名',
  gender: '性　　别',
  bornOn: '出生日期',
  ethnicity: '民　　族',
  education: '学　　历',
  nativePlace: '籍　　贯',
  politicalStatus: '政治面貌',
  idType: '身份证件\n类　　型',
  idNumber: '身份证件\n号　　码',
  phone: '手 机 号',
  occupation: '职业类别',
  employer: '工作单位',
  position: '职　　务',
  professionalTitle: '职　　称',
  union: '所在工会',
  opinion: '基层工会\n审批意见',
  resolutionNo: '决议文号',
  resolvedOn: '批准日期',
  remark: '备　　注',
  appliedOn: '申请日期',
};
const KEYS = Object.keys(LABELS) as Key[];

const LEFT = 18;
const WIDTH = A4.width - 2 * LEFT;
const RIGHT = LEFT + WIDTH;
const TOP = 18;
const LABEL_WIDTH = 24;
const COLUMNS = [LABEL_WIDTH, 34, LABEL_WIDTH, 34, LABEL_WIDTH, 34];
const ROW_HEIGHT = 10.5;
/** Where the table ends on an ordinary form; below it are the signature and the notes. */
const TABLE_END = A4.height - 42;
const APPROVAL_HEIGHT = 64;
/** A primary union's seal is 42 mm across; nothing else is printed in the room around the circle. */
const SEAL = { room: 56, radius: 22.5 } as const;
const QUIET = 0.5;
const CENTER = { align: 'center' } as const;
const BLANK_DATE = '　　　　年　　月　　日';

/** 《入会申请书》 and 《中国工会会员登记表》: two A4 pages to sign, seal and file. */
export function registrationForm(input: RegistrationFormInput, now: Date): Promise<Uint8Array> {
  return pdf({ title: `中国工会会员登记表 ${input.name}`, now }, (sheet) => {
    application(sheet, input);
    sheet.newPage();
    registration(sheet, input);
  });
}

/** The wording of 《中华全国总工会入会申请书》, the country's aim as it is put today. */
function application(sheet: Sheet, input: RegistrationFormInput): void {
  const [x, width] = [30, A4.width - 60];
  const body: TextStyle = { size: 15, leading: 2.1 };
  sheet.text({ x, y: 40, width, height: 12 }, '中华全国总工会', { size: 16, align: 'center' });
  sheet.text({ x, y: 52, width, height: 14 }, '入 会 申 请 书', { size: 26, align: 'center', heavy: true });
  let y = 88;
  y += sheet.text({ x, y, width, height: 30 }, `${input.union}：`, body);
  const aim = '为把我国建设成为富强民主文明和谐美丽的社会主义现代化强国而努力奋斗。';
  const letter = `　　我自愿加入中华全国总工会，遵守工会章程，执行工会决议，积极参加工会活动，${aim}`;
  y += sheet.text({ x, y, width, height: 80 }, letter, body);
  y = Math.max(y + 30, 190);
  signature(sheet, 96, y, input.name, 14);
  sheet.text({ x: 96, y: y + 20, width: 90, height: 8 }, `日　期：${input.appliedOn ?? BLANK_DATE}`, {
    size: 14,
  });
  const notes = ['注：申请书在入会时填写，由所属基层工会保存。', ...lacking(sheet, input, ['union', 'name'])];
  sheet.text({ x, y: A4.height - 32, width, height: 10 }, notes.join('\n'), { size: 9, grey: QUIET });
}

function registration(sheet: Sheet, input: RegistrationFormInput): void {
  const title = { size: 20, align: 'center', heavy: true } as const;
  sheet.text({ x: LEFT, y: 14, width: WIDTH, height: 12 }, '中国工会会员登记表', title);
  const number = `${LABELS.memberNo}：${input.memberNo ?? '＿'.repeat(10)}`;
  sheet.text({ x: LEFT, y: 29, width: WIDTH, height: 6 }, number, { align: 'right', shrinkTo: 6 });
  const table = { x: LEFT, columns: COLUMNS };
  let y = sheet.table({ ...table, y: 36, rows: facts(input) });
  const remark = input.remark ?? '';
  const remarkHeight = Math.max(14, sheet.heightOf(remark, WIDTH - LABEL_WIDTH - 3) + 3);
  const spare = TABLE_END - y - APPROVAL_HEIGHT - remarkHeight;
  y = sheet.table({ ...table, y, rows: uncollected(Math.max(ROW_HEIGHT, spare / 2)) });
  if (y + APPROVAL_HEIGHT + remarkHeight > TABLE_END + 1) {
    sheet.newPage();
    y = TOP;
  }
  approval(sheet, y, input);
  y += APPROVAL_HEIGHT;
  const last = [label('remark'), { text: remark, span: 5 }];
  y = 5 + sheet.table({ ...table, y, rows: [{ cells: last, minHeight: 14 }] });
  signature(sheet, LEFT + 2, y, input.name, 10.5);
  sheet.text({ x: 132, y, width: RIGHT - 132, height: 6 }, `日　期：${input.appliedOn ?? BLANK_DATE}`);
  const why = '注：《个人信息保护法》第六条要求只收集必要的信息，标有“不收集”的栏目不必填写。';
  const notes = [why, ...lacking(sheet, input, KEYS)].join('\n');
  sheet.text({ x: LEFT + 2, y: y + 14, width: WIDTH - 4, height: 12 }, notes, { size: 8.5, grey: QUIET });
}

/** What is known of the person, row by row. */
function facts(input: RegistrationFormInput): Row[] {
  const short = (key: Key): Cell[] => [label(key), { text: input[key] ?? '', align: 'center' }];
  const long = (key: Key, span: number): Cell[] => [label(key), { text: input[key] ?? '', span }];
  const rows = [
    [...long('name', 3), ...short('gender')],
    [...short('bornOn'), ...short('ethnicity'), ...short('education')],
    [...short('nativePlace'), ...short('politicalStatus'), { text: '工　　资', ...CENTER }, notCollected(1)],
    [...short('idType'), ...long('idNumber', 3)],
    [...short('phone'), ...long('occupation', 3)],
    long('employer', 5),
    [...short('position'), ...long('professionalTitle', 3)],
    long('union', 5),
  ];
  return rows.map((cells) => ({ cells, minHeight: ROW_HEIGHT }));
}

/** The official form asks for them; joining does not need them. Their rows take up the slack of the page. */
function uncollected(minHeight: number): Row[] {
  const labels = ['家庭主要\n成员及其\n工作单位', '个人工作\n简　　历'];
  return labels.map((text) => ({ cells: [{ text, ...CENTER }, notCollected(5)], minHeight }));
}

/** The decision with its number and date; to the right an empty room for the seal. */
function approval(sheet: Sheet, y: number, input: RegistrationFormInput): void {
  const x = LEFT + LABEL_WIDTH;
  sheet.cell({ x: LEFT, y, width: LABEL_WIDTH, height: APPROVAL_HEIGHT }, LABELS.opinion, CENTER);
  sheet.frame({ x, y, width: RIGHT - x, height: APPROVAL_HEIGHT });
  const [left, width] = [x + 3, RIGHT - x - SEAL.room - 5];
  sheet.text({ x: left, y: y + 4, width, height: 37 }, input.opinion ?? '', { leading: 1.6, shrinkTo: 6 });
  const lines = [
    `${LABELS.resolutionNo}：${input.resolutionNo ?? ''}`,
    `${LABELS.resolvedOn}：${input.resolvedOn ?? BLANK_DATE}`,
  ];
  for (const [i, line] of lines.entries())
    sheet.text({ x: left, y: y + 43 + i * 9.5, width, height: 9 }, line, { valign: 'middle', shrinkTo: 6 });
  const [cx, cy] = [RIGHT - SEAL.room / 2 - 2, y + APPROVAL_HEIGHT / 2];
  sheet.circle(cx, cy, SEAL.radius, { dash: [1.6, 1.2], grey: 0.6, width: 0.25 });
  const middle = { x: cx - 10, y: cy - 4, width: 20, height: 8 };
  sheet.text(middle, '盖章处', { align: 'center', valign: 'middle', grey: 0.7 });
}

/** A line to sign on, the name in small type beneath it. */
function signature(sheet: Sheet, x: number, y: number, name: string, size: number): void {
  const [line, width] = [x + size * 2.85, 46];
  sheet.text({ x, y, width: line - x, height: 8 }, '申请人（签名）：', { size });
  sheet.line(line, y + size * 0.5, line + width, y + size * 0.5);
  const printed = { size: 8.5, grey: QUIET, align: 'center', shrinkTo: 6 } as const;
  sheet.text({ x: line, y: y + size * 0.5 + 0.8, width, height: 5 }, name, printed);
}

function label(key: Key): Cell {
  return { text: LABELS[key], ...CENTER };
}

function notCollected(span: number): Cell {
  return { text: '不收集', span, align: 'center', size: 9, grey: 0.6 };
}

/** Tells the officer which characters to write by hand: the typeface cannot even show them in this note. */
function lacking(sheet: Sheet, input: RegistrationFormInput, keys: readonly Key[]): string[] {
  const found = keys.flatMap((key) => {
    const codes = sheet
      .missing(input[key] ?? '')
      .map((char) => `U+${char.codePointAt(0)!.toString(16).toUpperCase()}`);
    return codes.length > 0 ? [`${LABELS[key].replaceAll(/\s/g, '')}（${codes.join('、')}）`] : [];
  });
  return found.length > 0 ? [`${MISSING} 处的字字库暂缺，请手工填写：${found.join('；')}。`] : [];
}
