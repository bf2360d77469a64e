import './hours.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Output } from '#kernel/contract';
import { useFilters } from '#web/staff/filters.ts';
import { today, useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { Fact, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useMay } from '#web/staff/session.ts';
import { useTitle } from '#web/staff/title.ts';
import { useWords } from '#web/staff/words.ts';
import type { getHolidays } from '../../hours/calendar/contract.ts';
import { holidayName } from '../hours-words.ts';
import { CalendarEditor } from './calendar-editor.tsx';
import { calendarWords } from './calendar-texts.ts';
import { useShortDay } from './hours-dates.ts';

type Year = Output<typeof getHolidays>['years'][number];

/** 放假安排: the years on record, and the next one where it is missing. */
export function CalendarPage() {
  const words = useWords(calendarWords);
  const mayRead = useMay('places.read');
  useTitle(words.title);
  const holidays = useQuery(ask<typeof getHolidays>('GET /api/public/holidays', {}));
  return (
    <>
      {mayRead && (
        <ul className="crumbs">
          <li>
            <Link to="/places">{words.back}</Link>
          </li>
        </ul>
      )}
      <div className="head">
        <h1>{words.title}</h1>
      </div>
      <p className="form-note quiet">{words.about}</p>
      {holidays.isLoading && <Loading />}
      {holidays.error && <Problem error={holidays.error} onRetry={() => void holidays.refetch()} />}
      {holidays.data && <Years years={holidays.data.years} maySet={holidays.data.maySet} />}
    </>
  );
}

interface YearsProps {
  readonly years: readonly Year[];
  readonly maySet: boolean;
}

function Years({ years, maySet }: YearsProps) {
  const words = useWords(calendarWords);
  const [filters, setFilters] = useFilters();
  const thisYear = Number(today().slice(0, 4));
  const known = years.map(({ year }) => year);
  const all = [...new Set([thisYear + 1, thisYear, ...known])].sort((a, b) => b - a);
  const close = () => setFilters({ year: undefined });
  return (
    <>
      {!maySet && <p className="note form-note">{words.onlyRoot}</p>}
      {all.map((year) => {
        const one = years.find((each) => each.year === year);
        const editing = maySet && filters['year'] === String(year);
        return (
          <section className="card stack" key={year}>
            <div className="row">
              <h2 className="grow">{words.year(year)}</h2>
              {maySet && !editing && (
                <Button type={one ? 'default' : 'primary'} onClick={() => setFilters({ year: String(year) })}>
                  {one ? words.change : words.enter}
                </Button>
              )}
            </div>
            {editing && <CalendarEditor year={year} given={one} onClose={close} />}
            {!editing && one && <YearFacts one={one} />}
            {!editing && !one && <p className="note mind">{words.missing}</p>}
          </section>
        );
      })}
    </>
  );
}

function YearFacts({ one }: { readonly one: Year }) {
  const words = useWords(calendarWords);
  const locale = useLocale();
  const { moment } = useFormats();
  const short = useShortDay();
  const length = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return (
    <dl className="facts">
      {one.holidays.map(({ name, from, to }) => (
        <Fact key={from} name={holidayName(name, locale)}>
          {words.range(short(from), short(to))} <small>{words.days(length(from, to))}</small>
        </Fact>
      ))}
      <Fact name={words.workdays}>
        <span className="tags">
          {one.workdays.length === 0 && words.noWorkdays}
          {one.workdays.map((day) => (
            <Tag key={day} tone="mind">
              {short(day)}
            </Tag>
          ))}
        </span>
      </Fact>
      <Fact name={words.source}>
        {one.source} <small>{one.setAt === null ? words.brought : words.setAt(moment(one.setAt))}</small>
      </Fact>
    </dl>
  );
}
