import { Button } from 'antd';
import type { Week } from '#places/hours/contract';
import { useWords } from '#web/staff/words.ts';
import { SpansEditor } from './hours-day.tsx';
import { withDays } from './hours-draft.ts';
import { hoursWords } from './hours-texts.ts';

interface WeekProps {
  /** Of a season: its name, for those who do not see where the week stands. */
  readonly of?: string;
  readonly week: Week;
  readonly onChange: (week: Week) => void;
}

/** Seven days, Monday first, whose hours can be taken over from Monday. */
export function WeekEditor({ of = '', week, onChange }: WeekProps) {
  const { days, editor } = useWords(hoursWords);
  const copyTo = (to: readonly number[]) => onChange(withDays(week, to, week[0]!));
  return (
    <div className="hours-week">
      <div className="row">
        <Button size="small" onClick={() => copyTo([1, 2, 3, 4])}>
          {editor.copyWork}
        </Button>
        <Button size="small" onClick={() => copyTo([1, 2, 3, 4, 5, 6])}>
          {editor.copyAll}
        </Button>
      </div>
      <ul>
        {week.map((spans, nth) => (
          <li key={days[nth]}>
            <b>{days[nth]}</b>
            <SpansEditor
              name={`${of}${days[nth]}`}
              spans={spans}
              onChange={(next) => onChange(withDays(week, [nth], next))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
