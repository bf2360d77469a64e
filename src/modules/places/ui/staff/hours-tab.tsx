import './hours.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Hours, listExceptions } from '#places/hours/contract';
import { useFormats } from '#web/staff/format.ts';
import { Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useWords } from '#web/staff/words.ts';
import type { getHolidays } from '../../hours/calendar/contract.ts';
import type { Calendar, Plan } from '../../hours/rules.ts';
import { calendarFrom, planOf, type ExceptionView } from './hours-draft.ts';
import { HoursEditor } from './hours-editor.tsx';
import { Exceptions } from './hours-exceptions.tsx';
import { Preview, TodayLine } from './hours-preview.tsx';
import { hoursWords } from './hours-texts.ts';
import type { PlaceTabProps, PlaceView } from './place-tabs.ts';

/** When a place is open: the pattern, what differs from it, and what comes of both. */
export function HoursTab({ place }: PlaceTabProps) {
  const exceptions = useQuery(ask<typeof listExceptions>('GET /api/places/:id/exceptions', { id: place.id }));
  const holidays = useQuery(ask<typeof getHolidays>('GET /api/public/holidays', {}));
  const error = exceptions.error ?? holidays.error;
  if (error)
    return (
      <Problem
        error={error}
        onRetry={() => {
          void exceptions.refetch();
          void holidays.refetch();
        }}
      />
    );
  if (!exceptions.data || !holidays.data) return <Loading />;
  return (
    <Body
      place={place}
      exceptions={exceptions.data.items}
      calendar={calendarFrom(holidays.data.years)}
      years={holidays.data.years.map(({ year }) => year)}
    />
  );
}

interface BodyProps {
  readonly place: PlaceView;
  readonly exceptions: readonly ExceptionView[];
  readonly calendar: Calendar;
  readonly years: readonly number[];
}

function Body({ place, exceptions, calendar, years }: BodyProps) {
  const [edited, setEdited] = useState<{ readonly hours: Hours | null } | null>(null);
  const hours = edited ? edited.hours : place.hours;
  const dirty = edited !== null && JSON.stringify(edited.hours) !== JSON.stringify(place.hours);
  useUnsaved(dirty);
  const saved = planOf(place.hours, exceptions, calendar);
  return (
    <>
      <Now place={place} plan={saved} />
      <div className="two hours-two">
        <div>
          <HoursEditor
            place={place}
            hours={hours}
            dirty={dirty}
            onChange={(next) => setEdited({ hours: next })}
            onReset={() => setEdited(null)}
          />
        </div>
        <div>
          <Exceptions place={place} items={exceptions} plan={saved} />
          <Preview
            plan={planOf(hours, exceptions, calendar)}
            years={years}
            draft={dirty}
            shut={place.state !== 'open'}
          />
        </div>
      </div>
    </>
  );
}

const TONES = { open: 'ok', closed: 'plain', unknown: 'mind' } as const;

interface NowProps {
  readonly place: PlaceView;
  readonly plan: Plan;
}

function Now({ place: { opening, state, closedUntil }, plan }: NowProps) {
  const words = useWords(hoursWords);
  const { moment } = useFormats();
  const until = opening.until === null || opening.now === 'unknown' ? null : moment(opening.until);
  return (
    <section className="card stack hours-now">
      <div className="row">
        <h2>{words.now.title}</h2>
        <Tag tone={TONES[opening.now]}>{words.now[opening.now]}</Tag>
        {until !== null && opening.now !== 'unknown' && (
          <span className="quiet">{words.until[opening.now](until)}</span>
        )}
      </div>
      {state === 'open' && <TodayLine plan={plan} />}
      {state !== 'open' && (
        <p className="note mind">{words.stateCloses(closedUntil === null ? null : moment(closedUntil))}</p>
      )}
    </section>
  );
}
