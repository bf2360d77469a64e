import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import type { DayRule, Hours } from '#places/hours/contract';
import { keysOf, useWords } from '#web/staff/words.ts';
import { SpansEditor } from './hours-day.tsx';
import { nextSpan } from './hours-draft.ts';
import { hoursWords } from './hours-texts.ts';

interface RulesProps {
  readonly hours: Hours;
  readonly onChange: (change: Partial<Pick<Hours, 'holidays' | 'swapped'>>) => void;
}

/** What holds on public holidays, and on the weekend days that are worked for them. */
export function RulesEditor({ hours, onChange }: RulesProps) {
  const { rules } = useWords(hoursWords);
  return (
    <section className="card stack">
      <div>
        <h2>{rules.title}</h2>
        <p className="quiet">
          {rules.note} <Link to="/places/calendar">{rules.calendar}</Link>
        </p>
      </div>
      <RuleField
        label={rules.holidays}
        words={rules.as}
        rule={hours.holidays}
        onChange={(holidays) => onChange({ holidays })}
      />
      <RuleField
        label={rules.swapped}
        words={rules.asSwapped}
        rule={hours.swapped}
        onChange={(swapped) => onChange({ swapped })}
      />
    </section>
  );
}

interface RuleFieldProps {
  readonly label: string;
  readonly words: Readonly<Record<DayRule['as'], string>>;
  readonly rule: DayRule;
  readonly onChange: (rule: DayRule) => void;
}

function RuleField({ label, words, rule, onChange }: RuleFieldProps) {
  const { days, rules } = useWords(hoursWords);
  return (
    <div className="row rule">
      <span className="rule-name">{label}</span>
      <Select
        className="rule-as"
        aria-label={label}
        value={rule.as}
        options={keysOf(words).map((as) => ({ value: as, label: words[as] }))}
        onChange={(as: DayRule['as']) => onChange(blankRule(as))}
      />
      {rule.as === 'weekday' && (
        <Select
          className="month"
          aria-label={`${label} ${rules.which}`}
          value={rule.day}
          options={days.map((day, nth) => ({ value: nth + 1, label: day }))}
          onChange={(day: number) => onChange({ as: 'weekday', day })}
        />
      )}
      {rule.as === 'spans' && (
        <SpansEditor
          name={label}
          spans={rule.spans}
          mayClose={false}
          onChange={(spans) => onChange({ as: 'spans', spans })}
        />
      )}
    </div>
  );
}

function blankRule(as: DayRule['as']): DayRule {
  if (as === 'weekday') return { as, day: 7 };
  if (as === 'spans') return { as, spans: [nextSpan([])] };
  return { as };
}
