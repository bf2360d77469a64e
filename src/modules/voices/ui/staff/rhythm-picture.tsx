import './rhythm.css';
import { percentOf, segmentsOf, type Segment } from '../../listen/rules.ts';
import { RHYTHM_TEXTS } from '../../listen/texts/rhythm.ts';
import { useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { useWords } from '#web/staff/words.ts';
import { RhythmTable, type Rhythm } from './rhythm-table.tsx';
import { rhythmWords } from './rhythm-texts.ts';

type Row = Pick<Rhythm['rows'][number], 'count' | 'beyond' | 'counts'>;
type Told = Rhythm & { readonly all: Row };

/** Below these shares of a bar a word, or a number, has no room. */
const ROOM = { word: 0.16, number: 0.045 };
/** How strong the first and the last bucket of a side are drawn, dark writing stays readable on both. */
const STRENGTH = { from: 0.14, to: 0.42 };

/**
 * How those who answered work and rest, as a meeting can use it: one bar for all and one for each group, the line that
 * matters drawn through them, what is not shown and why. Prints on one A4 page.
 */
export function RhythmPicture({ rhythm }: { readonly rhythm: Rhythm }) {
  const { all } = rhythm;
  return all ? <Picture rhythm={{ ...rhythm, all }} /> : null;
}

function Picture({ rhythm }: { readonly rhythm: Told }) {
  const words = useWords(rhythmWords);
  const locale = useLocale();
  const { number } = useFormats();
  const texts = RHYTHM_TEXTS[locale];
  const { all, rows, measure, quarter, by, org, rest, least } = rhythm;
  const rowName = (name: string, count: number) => words.row(name, number(count));
  return (
    <section className="card printable rhythm-sheet">
      <h2>{texts.measures[measure]}</h2>
      <p>{[org.name, texts.quarter(quarter), texts.by[by], texts.counted(all.count)].join(' · ')}</p>
      <p className="rhythm-lead">
        {texts.lines[measure]} <Share row={all} />
      </p>
      <Key rhythm={rhythm} />
      <div className="rhythm-bars">
        <Bar name={rowName(texts.all, all.count)} row={all} rhythm={rhythm} />
        {rows.map((row) => (
          <Bar key={row.code} name={rowName(row.name[locale], row.count)} row={row} rhythm={rhythm} />
        ))}
      </div>
      {rest > 0 && <p>{texts.rest(rest)}</p>}
      <p className="quiet">{texts.source(least)}</p>
      <RhythmTable rhythm={rhythm} all={all} />
    </section>
  );
}

function Share({ row: { beyond, count } }: { readonly row: Row }) {
  const words = useWords(rhythmWords);
  const { number } = useFormats();
  if (beyond === null) return <span className="quiet">{words.shareHidden}</span>;
  return <b>{words.share(percentOf(beyond, count), number(beyond), number(count))}</b>;
}

/** How a bucket is drawn: its side of the line by colour, its place by strength. */
function inkOf(code: string, { buckets }: Rhythm): { className: string; fillOpacity: number } {
  const bucket = buckets.find((each) => each.code === code)!;
  const side = buckets.filter(({ beyond }) => beyond === bucket.beyond);
  const step = side.length > 1 ? side.indexOf(bucket) / (side.length - 1) : 1;
  return {
    className: bucket.beyond ? 'rhythm-past' : 'rhythm-within',
    fillOpacity: STRENGTH.from + step * (STRENGTH.to - STRENGTH.from),
  };
}

function Key({ rhythm }: { readonly rhythm: Told }) {
  const words = useWords(rhythmWords);
  const locale = useLocale();
  const texts = RHYTHM_TEXTS[locale];
  return (
    <ul className="rhythm-key">
      {rhythm.buckets.map((bucket) => (
        <li key={bucket.code}>
          <svg aria-hidden>
            <rect width="100%" height="100%" {...inkOf(bucket.code, rhythm)} />
          </svg>
          {bucket[locale]}
        </li>
      ))}
      <li>
        <svg aria-hidden>
          <rect width="100%" height="100%" className="rhythm-open" />
        </svg>
        {words.hidden}
      </li>
      <li>{words.line(texts.lines[rhythm.measure])}</li>
    </ul>
  );
}

interface BarProps {
  readonly name: string;
  readonly row: Row;
  readonly rhythm: Told;
}

function Bar({ name, row, rhythm }: BarProps) {
  const pieces = placed(segmentsOf(row, rhythm.buckets), row.count);
  const line = pieces.find(({ segment }) => segment.beyond === true)?.from;
  return (
    <div className="rhythm-bar">
      <span>{name}</span>
      {/* The table below says the same to those who cannot see it. */}
      <svg className="rhythm-svg" aria-hidden>
        {pieces.map((piece) => (
          <Piece key={piece.segment.codes.join()} {...piece} rhythm={rhythm} />
        ))}
        {row.beyond !== null && line !== undefined && <line x1={at(line)} x2={at(line)} y1="0" y2="100%" />}
      </svg>
      <b>{row.beyond === null ? '—' : percentOf(row.beyond, row.count)}</b>
    </div>
  );
}

interface Placed {
  readonly segment: Segment;
  /** Shares of the bar. */
  readonly from: number;
  readonly width: number;
}

function placed(segments: readonly Segment[], whole: number): Placed[] {
  let from = 0;
  return segments.map((segment) => {
    const piece = { segment, from, width: segment.count / whole };
    from += piece.width;
    return piece;
  });
}

const at = (share: number) => `${share * 100}%`;

function Piece({ segment: { codes, count }, from, width, rhythm }: Placed & { readonly rhythm: Told }) {
  const words = useWords(rhythmWords);
  const locale = useLocale();
  const { number } = useFormats();
  const names = codes.map((code) => rhythm.buckets.find((bucket) => bucket.code === code)![locale]);
  const open = codes.length > 1;
  const ink = open ? { className: 'rhythm-open', fillOpacity: 1 } : inkOf(codes[0]!, rhythm);
  const title = open
    ? words.hiddenSegment(names.join(locale === 'zh' ? '、' : ', '), number(count))
    : words.segment(names[0]!, number(count));
  const middle = at(from + width / 2);
  return (
    <g>
      <title>{title}</title>
      <rect x={at(from)} width={at(width)} height="100%" {...ink} />
      {width >= ROOM.word && (
        <text x={middle} y="40%">
          {open ? words.hidden : names[0]}
        </text>
      )}
      {width >= ROOM.number && (
        <text x={middle} y={width >= ROOM.word ? '80%' : '60%'}>
          {number(count)}
        </text>
      )}
    </g>
  );
}
