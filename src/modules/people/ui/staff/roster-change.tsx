import { Fragment } from 'react';
import type { RowChange } from '#people/roster/contract';
import { useFormats } from '#web/staff/format.ts';
import { useWords, wordFor } from '#web/staff/words.ts';
import { fieldWords, rosterCodes } from './roster-code-texts.ts';
import { diffWords } from './roster-diff-texts.ts';
import type { RosterRow } from './roster-reads.ts';
import { peopleWords } from './texts.ts';

/** What differs in a row: the old crossed out, the new marked; and what was put right by itself. */
export function RowChanges({ row }: { readonly row: RosterRow }) {
  const { repairs } = useWords(rosterCodes);
  return (
    <>
      {row.outcome !== 'left' && row.changes.length > 0 && (
        <ul className="roster-changes">
          {row.changes.map((change) => (
            <li key={change.field}>
              <Difference change={change} />
            </li>
          ))}
        </ul>
      )}
      {row.repairs.map((repair) => (
        <small key={repair} className="route">
          {repairs[repair]}
        </small>
      ))}
    </>
  );
}

function Difference({ change: { field, from, to } }: { readonly change: RowChange }) {
  const words = useWords(diffWords);
  const fields = useWords(fieldWords);
  const valueOf = useValues(field);
  return (
    <>
      {fields[field]}{' '}
      {from !== null && (
        <Fragment>
          <del>{valueOf(from)}</del> <span aria-hidden>→</span>
          <span className="sr-only">{words.to}</span>{' '}
        </Fragment>
      )}
      <ins>{to === null ? words.none : valueOf(to)}</ins>
    </>
  );
}

/** The word for a code, the day for a date; anything else as it stands. */
function useValues(field: RowChange['field']): (value: string) => string {
  const { occupations, employments, sexes, idTypes } = useWords(peopleWords);
  const { yesNo } = useWords(rosterCodes);
  const { day } = useFormats();
  const groups: Partial<Record<RowChange['field'], Readonly<Record<string, string>>>> = {
    occupation: occupations,
    employment: employments,
    sex: sexes,
    idType: idTypes,
    migrant: yesNo,
  };
  const group = groups[field];
  if (group) return (value) => wordFor(group, value);
  return (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value);
}
