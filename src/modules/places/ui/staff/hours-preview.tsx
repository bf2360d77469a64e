import { today, useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { useWords } from '#web/staff/words.ts';
import { weekdayOf, type Plan } from '../../hours/rules.ts';
import { reasonInWords, spansInWords } from '../hours-words.ts';
import { comingDays, spansIn, type ComingDay } from './hours-draft.ts';
import { hoursWords } from './hours-texts.ts';

interface PreviewProps {
  readonly plan: Plan;
  /** Whose holidays are on record. */
  readonly years: readonly number[];
  readonly draft: boolean;
}

const DAYS = 14;

/** The next two weeks as they will be, with the reason wherever a day is not an ordinary one. */
export function Preview({ plan, years, draft }: PreviewProps) {
  const { preview } = useWords(hoursWords);
  const days = comingDays(plan, today(), DAYS);
  const missing = days.map(({ day }) => Number(day.slice(0, 4))).find((year) => !years.includes(year));
  return (
    <section className="card">
      <div className="row">
        <h2>{preview.title}</h2>
        <span className="quiet">{draft ? preview.draft : preview.note}</span>
      </div>
      <ul className="coming">
        {days.map((one) => (
          <Day key={one.day} one={one} />
        ))}
      </ul>
      {missing !== undefined && plan.hours && <p className="note">{preview.noCalendar(missing)}</p>}
    </section>
  );
}

function Day({ one }: { readonly one: ComingDay }) {
  const { days, preview } = useWords(hoursWords);
  const locale = useLocale();
  const { day: dayInWords } = useFormats();
  const { day, spans, exact, reason } = one;
  const told = exact ? spansIn(exact, day) : spans;
  const why =
    reason.by === 'exception' || reason.by === 'unknown'
      ? preview.because[reason.by]
      : reason.by === 'week'
        ? null
        : reasonInWords(reason, locale);
  const closed = told !== null && told.length === 0;
  return (
    <li data-closed={closed || undefined}>
      <span>
        {dayInWords(day).replace(/^\d{4}年/, '')} {days[weekdayOf(day) - 1]}
      </span>
      <span>
        {told === null ? preview.unknown : spansInWords(told, locale)}
        {why !== null && <small> · {why}</small>}
      </span>
    </li>
  );
}
