import { Link } from '@tanstack/react-router';
import { useFormats } from '#web/staff/format.ts';
import { Tag, type TagTone } from '#web/staff/parts.tsx';
import type { Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import type { ConcernRow } from './concern-reads.ts';
import { concernWords } from './concern-texts.ts';

export const TONES: Readonly<Record<ConcernRow['state'], TagTone>> = {
  open: 'mind',
  referred: 'info',
  answered: 'ok',
  merged: 'plain',
  dissolved: 'plain',
};

/** The columns of the list of concerns; a row opens its trail. */
export function useConcernColumns(): Column<ConcernRow>[] {
  const words = useWords(concernWords);
  const { age } = useFormats();
  const { columns } = words;
  return [
    {
      key: 'title',
      title: columns.title,
      bare: true,
      cell: ({ id, title, reopened }) => (
        <>
          <Link className="link name" data-main to="/concerns/$id" params={{ id }}>
            {title}
          </Link>{' '}
          {reopened > 0 && <Tag tone="alarm">{words.reopened(reopened)}</Tag>}
        </>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      bare: true,
      className: 'nowrap',
      cell: ({ state }) => <Tag tone={TONES[state]}>{words.states[state]}</Tag>,
    },
    {
      key: 'voices',
      title: columns.voices,
      className: 'num',
      cell: ({ voices }) => words.many(voices),
    },
    {
      key: 'age',
      title: columns.age,
      className: 'nowrap',
      cell: ({ oldest, late, state, reopened }) =>
        state === 'answered' && reopened === 0 ? (
          '—'
        ) : (
          <>
            {age(oldest)} {late && <Tag tone="alarm">{words.late}</Tag>}
          </>
        ),
    },
    {
      key: 'waits',
      title: columns.waits,
      cell: ({ waits }) =>
        waits.length === 0
          ? '—'
          : waits.map(({ lane, since, late }) => (
              <div key={lane}>
                {words.waitsSince(words.lanes[lane], age(since))}{' '}
                {late && <Tag tone="alarm">{words.stalled}</Tag>}
              </div>
            )),
    },
    { key: 'theme', title: columns.theme, cell: ({ theme }) => theme ?? '—' },
    { key: 'org', title: columns.org, cell: ({ org }) => org.name },
  ];
}
