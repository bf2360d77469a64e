import type { Output } from '#kernel/contract';
import type { readRhythm } from '../../listen/contract.ts';
import { percentOf } from '../../listen/rules.ts';
import { RHYTHM_TEXTS } from '../../listen/texts/rhythm.ts';
import { useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { useWords } from '#web/staff/words.ts';
import { rhythmWords } from './rhythm-texts.ts';

export type Rhythm = Output<typeof readRhythm>;
type Row = NonNullable<Rhythm['all']>;

interface TableProps {
  readonly rhythm: Rhythm;
  readonly all: Row;
}

/** The figures of the picture, for reading and for screen readers. */
export function RhythmTable({ rhythm, all }: TableProps) {
  const words = useWords(rhythmWords);
  const locale = useLocale();
  const texts = RHYTHM_TEXTS[locale];
  const { rows, buckets, measure, by } = rhythm;
  const lines = [
    { key: '', name: texts.all, ...all },
    ...rows.map((row) => ({ ...row, key: row.code, name: row.name[locale] })),
  ];
  return (
    // A wide table scrolls by itself; with a keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="rhythm-table" tabIndex={0} role="region" aria-label={words.caption}>
      <table>
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.by[by]}</th>
            <th scope="col">{texts.answers}</th>
            {buckets.map((bucket) => (
              <th key={bucket.code} scope="col">
                {bucket[locale]}
              </th>
            ))}
            <th scope="col">{texts.lines[measure]}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, name, ...row }) => (
            <Line key={key} name={name} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ name, row }: { readonly name: string; readonly row: Row }) {
  const words = useWords(rhythmWords);
  const { number } = useFormats();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{number(row.count)}</td>
      {row.counts.map((count, at) => (
        <td key={at}>{count === null ? words.hidden : number(count)}</td>
      ))}
      <td>
        {row.beyond === null ? words.hidden : `${number(row.beyond)}（${percentOf(row.beyond, row.count)}）`}
      </td>
    </tr>
  );
}
