import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { RowOpener, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { HELD_STATES, toneOfTitle, type TitleCase } from './title-reads.ts';
import { titleWords } from './title-texts.ts';

export function useTitleColumns(open: (id: string) => void): Column<TitleCase>[] {
  const words = useWords(titleWords);
  const { age, day } = useFormats();
  const { columns } = words.page;
  const dated = (row: TitleCase): string => {
    if (row.state === 'public_notice' && row.noticeUntil) return words.drawer.waiting(day(row.noticeUntil));
    if (row.rectifyUntil) return day(row.rectifyUntil);
    if (HELD_STATES.includes(row.state) && row.dueOn) return words.tab.due(day(row.dueOn));
    return row.visitOn ? day(row.visitOn) : '';
  };
  return [
    {
      key: 'place',
      title: columns.place,
      bare: true,
      cell: ({ id, place }) => <RowOpener onOpen={() => open(id)}>{place.name}</RowOpener>,
    },
    { key: 'title', title: columns.title, cell: ({ title }) => title.name },
    {
      key: 'state',
      title: columns.state,
      className: 'nowrap',
      bare: true,
      cell: ({ state }) => <Tag tone={toneOfTitle(state)}>{words.states[state]}</Tag>,
    },
    {
      key: 'next',
      title: columns.next,
      className: 'nowrap',
      cell: ({ next, reviewOrg }) =>
        reviewOrg ? words.page.awaits(reviewOrg.name) : next && words.steps[next],
    },
    { key: 'age', title: columns.age, className: 'nowrap', cell: ({ steppedAt }) => age(steppedAt) },
    { key: 'day', title: columns.day, cell: dated },
    { key: 'union', title: columns.union, cell: ({ place }) => place.org.name },
  ];
}
