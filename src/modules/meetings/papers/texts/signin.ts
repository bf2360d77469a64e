import { momentInWords, type MeetingRecords } from '../../minutes/texts/draft.ts';
import type { Paper } from '../rules.ts';

/** Empty lines for whom nobody expected. */
const GUEST_LINES = 6;
const WORDS = { chair: '主持', union: '工会', member: '成员', observer: '列席', guest: '来宾' } as const;
const ORDER = ['chair', 'union', 'member', 'observer', 'guest'] as const;

/** The sheet on which people sign (签到表): members, then those who sit in, then room for guests. */
export function signinPaper(records: MeetingRecords): Paper {
  const title = `${records.title}签到表`;
  const rows = expected(records).map(([unit, as, person, post], at) => [
    String(at + 1),
    unit,
    as,
    person,
    post,
    '',
  ]);
  const empty = Array.from({ length: GUEST_LINES }, () => ['', '', '', '', '', '']);
  const when = records.starts ? momentInWords(records.starts) : '待定';
  return {
    title,
    blocks: [
      { kind: 'title', text: title },
      { kind: 'note', text: `时间：${when}` },
      { kind: 'note', text: `地点：${records.venue ?? '待定'}` },
      {
        kind: 'grid',
        columns: [12, 46, 14, 22, 34, 28],
        head: ['序号', '单位', '身份', '姓名', '职务', '签名'],
        rows: [...rows, ...empty],
        rowHeight: 11,
        size: 12,
      },
    ],
  };
}

/** Who is on the list of this meeting, or, as long as there is none, every unit of the body. */
function expected(records: MeetingRecords): (readonly [string, string, string, string])[] {
  if (records.attendance.length === 0)
    return records.units.map(({ name, seat }) => [name, seat === 'observer' ? '列席' : '成员', '', '']);
  return ORDER.flatMap((role) =>
    records.attendance
      .filter((one) => one.role === role)
      .map(({ unit, person, title }) => [unit, WORDS[role], person ?? '', title ?? ''] as const),
  );
}
