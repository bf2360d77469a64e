import { Button, Input, Select } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import type { Hours } from '#places/hours/contract';
import { useWords } from '#web/staff/words.ts';
import { hoursWords } from './hours-texts.ts';
import { WeekEditor } from './hours-week.tsx';

type Season = Hours['seasons'][number];

interface SeasonsProps {
  readonly hours: Hours;
  readonly onChange: (seasons: Season[]) => void;
}

const MOST = 6;
const DAYS_OF = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Parts of the year with a week of their own. */
export function SeasonsEditor({ hours: { seasons, week }, onChange }: SeasonsProps) {
  const { seasons: words } = useWords(hoursWords);
  const put = (nth: number, change: Partial<Season>) =>
    onChange(seasons.map((one, at) => (at === nth ? { ...one, ...change } : one)));
  const added: Season = { name: '', from: '06-01', to: '09-15', week };
  return (
    <section className="card stack">
      <div>
        <h2>{words.title}</h2>
        <p className="quiet">{words.note}</p>
      </div>
      {seasons.map((season, nth) => (
        // A season that is being named has no name yet.
        <div className="season stack" key={nth}>
          <div className="row">
            <Input
              className="season-name"
              aria-label={words.name}
              placeholder={words.nameHint}
              maxLength={20}
              value={season.name}
              onChange={({ target }) => put(nth, { name: target.value })}
            />
            <MonthDay label={words.from} value={season.from} onChange={(from) => put(nth, { from })} />
            <MonthDay label={words.to} value={season.to} onChange={(to) => put(nth, { to })} />
            <span className="quiet">{words.both}</span>
            <Button
              type="text"
              aria-label={words.remove(season.name)}
              icon={<Trash2 size={16} aria-hidden />}
              onClick={() => onChange(seasons.filter((_, at) => at !== nth))}
            />
          </div>
          <WeekEditor of={season.name} week={season.week} onChange={(next) => put(nth, { week: next })} />
        </div>
      ))}
      {seasons.length < MOST && (
        <Button icon={<Plus size={16} aria-hidden />} onClick={() => onChange([...seasons, added])}>
          {words.add}
        </Button>
      )}
    </section>
  );
}

interface MonthDayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day of every year. */
function MonthDay({ label, value, onChange }: MonthDayProps) {
  const { seasons: words } = useWords(hoursWords);
  const [month, day] = [Number(value.slice(0, 2)), Number(value.slice(3))];
  const two = (n: number) => String(n).padStart(2, '0');
  const to = (nextMonth: number, nextDay: number) =>
    onChange(`${two(nextMonth)}-${two(Math.min(nextDay, DAYS_OF[nextMonth - 1]!))}`);
  const upTo = (count: number, word: (n: number) => string) =>
    Array.from({ length: count }, (_, nth) => ({ value: nth + 1, label: word(nth + 1) }));
  return (
    <span className="span" role="group" aria-label={label}>
      <span>{label}</span>
      <Select
        className="month"
        aria-label={`${label} ${words.month(month)}`}
        value={month}
        options={upTo(12, words.month)}
        onChange={(next: number) => to(next, day)}
      />
      <Select
        className="month"
        aria-label={`${label} ${words.day(day)}`}
        value={day}
        options={upTo(DAYS_OF[month - 1]!, words.day)}
        onChange={(next: number) => to(month, next)}
      />
    </span>
  );
}
