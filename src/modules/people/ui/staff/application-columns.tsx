import { useFilters } from '#web/staff/filters.ts';
import { daysSince, useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { RowOpener, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { isOpen, type Application } from './application-reads.ts';
import { applicationWords } from './application-texts.ts';
import { peopleWords, type Flag } from './texts.ts';

/** From this many days on the wait is marked. */
const LONG_WAIT_DAYS = 2;

/** What stands in the way is marked as such; the rest is worth knowing. */
export function toneOf(flag: Flag): 'alarm' | 'mind' | 'plain' {
  if (flag === 'known_member' || flag === 'phone_taken') return 'alarm';
  return flag === 'phone_unverified' ? 'plain' : 'mind';
}

export function useApplicationColumns(open: (id: string) => void): Column<Application>[] {
  const { columns } = useWords(applicationWords);
  const words = useWords(peopleWords);
  const { age, day } = useFormats();
  const [{ state }] = useFilters();
  const waiting: Column<Application> = {
    key: 'waited',
    title: columns.waited,
    className: 'nowrap',
    cell: ({ submittedAt }) =>
      daysSince(submittedAt) >= LONG_WAIT_DAYS ? <Tag tone="mind">{age(submittedAt)}</Tag> : age(submittedAt),
  };
  const submitted: Column<Application> = {
    key: 'submitted',
    title: columns.submitted,
    className: 'nowrap',
    cell: ({ submittedAt }) => day(submittedAt),
  };
  const standing: Column<Application> = {
    key: 'state',
    title: columns.state,
    className: 'nowrap',
    cell: (row) => (
      <Tag tone={row.state === 'approved' ? 'ok' : 'plain'}>{words.applicationStates[row.state]}</Tag>
    ),
  };
  return [
    {
      key: 'name',
      title: columns.name,
      className: 'nowrap',
      bare: true,
      cell: ({ id, name }) => <RowOpener onOpen={() => open(id)}>{name}</RowOpener>,
    },
    {
      key: 'occupation',
      title: columns.occupation,
      bare: true,
      className: 'nowrap',
      cell: (row) => words.occupations[row.occupation],
    },
    {
      key: 'employer',
      title: columns.employer,
      bare: true,
      cell: ({ employer, areaName }) => employer ?? areaName,
    },
    {
      key: 'org',
      title: columns.org,
      bare: true,
      cell: ({ org, routeReason }) => (
        <>
          {org.name} <small className="route">{words.routes[routeReason]}</small>
        </>
      ),
    },
    state === 'all' ? standing : isOpen(state) ? waiting : submitted,
    {
      key: 'flags',
      title: columns.flags,
      bare: true,
      cell: ({ flags }) =>
        flags.length > 0 && (
          <span className="tags">
            {flags.map((flag) => (
              <Tag key={flag} tone={toneOf(flag)}>
                {words.flags[flag]}
              </Tag>
            ))}
          </span>
        ),
    },
  ];
}
