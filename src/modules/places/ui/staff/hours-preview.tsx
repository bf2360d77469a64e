import { today } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { useWords } from '#web/staff/words.ts';
import type { Plan } from '../../hours/rules.ts';
import { reasonInWords, spansInWords } from '../hours-words.ts';
import { comingDays, spansIn, type ComingDay } from './hours-draft.ts';
import { useShortDay } from './hours-dates.ts';
import { hoursWords } from './hours-texts.ts';

interface PreviewProps {
  readonly plan: Plan;
  /** Whose holidays are on record. */
  readonly years: readonly number[];
  readonly draft: boolean;
  /** Closed by its state, whatever the hours say. */
  readonly shut: boolean;
}

const DAYS = 14;

/** The next two weeks as they will be, with the reason wherever a day is not an ordinary one. */
export function Preview({ plan, years, draft, shut }: PreviewProps) {
  const { preview } = useWords(hoursWords);
  const days = comingDays(plan, today(), DAYS);
  if (days.every(({ reason }) => reason.by === 'unknown')) return null;
  const missing = days.map(({ day }) => Number(day.slice(0, 4))).find((year) => !years.includes(year));
  return (
    <section className="card">
      <div className="row">
        <h2>{preview.title}</h2>
        <span className="quiet">{draft ? preview.draft : shut ? '' : preview.note}</span>
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
  const short = useShortDay();
  const { told, why } = useDayInWords(one);
  return (
    <li data-closed={(one.exact ?? one.spans)?.length === 0 || undefined}>
      <span>{short(one.day)}</span>
      <span>
        {told}
        {why !== null && one.reason.by !== 'week' && <small> · {why}</small>}
      </span>
    </li>
  );
}

/** When a day is open, and why so. */
function useDayInWords({ day, spans, exact, reason }: ComingDay) {
  const { preview } = useWords(hoursWords);
  const locale = useLocale();
  const known = exact ? spansIn(exact, day) : spans;
  const why =
    reason.by === 'exception' || reason.by === 'unknown'
      ? preview.because[reason.by]
      : reasonInWords(reason, locale);
  return { told: known === null ? preview.unknown : spansInWords(known, locale), why };
}

/** Today in one line: when it is open by what is saved, and by which rule. */
export function TodayLine({ plan }: { readonly plan: Plan }) {
  const words = useWords(hoursWords);
  const short = useShortDay();
  const [one] = comingDays(plan, today(), 1);
  const { told, why } = useDayInWords(one!);
  return (
    <p className="quiet">
      {words.today(short(one!.day))} {told} · {why}
    </p>
  );
}
