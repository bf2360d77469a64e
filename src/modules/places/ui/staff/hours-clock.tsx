import { Select } from 'antd';
import { useState } from 'react';
import { useWords } from '#web/staff/words.ts';
import { clocksFor, readClock } from './hours-draft.ts';
import { hoursWords } from './hours-texts.ts';

interface ClockSelectProps {
  readonly label: string;
  readonly value: string;
  /** Of an end: when it begins. Clocks up to it are those of the next day. */
  readonly begin?: string;
  readonly onChange: (clock: string) => void;
}

/** A time of day: chosen from the half hours, or typed to the minute (830, 8:30). */
export function ClockSelect({ label, value, begin, onChange }: ClockSelectProps) {
  const { editor } = useWords(hoursWords);
  const [typed, setTyped] = useState('');
  const read = readClock(typed);
  const clocks = clocksFor(begin, value);
  // What is typed comes first: Enter takes it.
  const all = read === undefined ? clocks : [...new Set([read, ...clocks])];
  const labelOf = (clock: string) =>
    `${begin !== undefined && clock <= begin ? editor.nextDay : ''}${clock.replace(/^0(?=\d:)/, '')}`;
  return (
    <Select
      className="clock"
      aria-label={label}
      value={value}
      onChange={onChange}
      showSearch={{
        onSearch: setTyped,
        filterOption: (text, option) =>
          option?.value === readClock(text) || (option?.label ?? '').includes(text.trim()),
      }}
      options={all
        .filter((clock) => begin !== undefined || clock !== '24:00')
        .map((clock) => ({ value: clock, label: labelOf(clock) }))}
    />
  );
}
