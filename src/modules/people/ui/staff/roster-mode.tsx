import { useId } from 'react';
import type { RosterMode } from '#people/roster/contract';
import { keysOf, useWords } from '#web/staff/words.ts';
import { rosterCodes } from './roster-code-texts.ts';

interface ModeChoiceProps {
  readonly label: string;
  /** Undefined while nobody has said. */
  readonly value: RosterMode | undefined;
  readonly note?: string | undefined;
  readonly onChange: (mode: RosterMode) => void;
  readonly disabled?: boolean;
}

/** What kind of list it is, each explained in a line. */
export function ModeChoice({ label, value, note, onChange, disabled = false }: ModeChoiceProps) {
  const { modes, modeHelp } = useWords(rosterCodes);
  const name = useId();
  return (
    <fieldset className="mode-choice form-note" disabled={disabled}>
      <legend>
        {label} {note && <small>{note}</small>}
      </legend>
      {keysOf(modes).map((mode) => (
        <label key={mode} data-on={mode === value || undefined}>
          <input type="radio" name={name} checked={mode === value} onChange={() => onChange(mode)} />
          <span>
            <b>{modes[mode]}</b>
            <small>{modeHelp[mode]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
