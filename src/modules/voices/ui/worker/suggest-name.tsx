import { Field } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './suggest-texts.ts';

interface SuggestNameProps {
  readonly named: boolean;
  readonly name: string;
  readonly fault: string | undefined;
  readonly onChange: (patch: { named?: boolean; name?: string }) => void;
}

/** A name, by a box that is never ticked beforehand (PIPL §14); without the tick there is no field for it. */
export function SuggestName({ named, name, fault, onChange }: SuggestNameProps) {
  const say = useText(texts);
  return (
    <>
      <div className="field">
        <label className="check">
          <input
            type="checkbox"
            checked={named}
            onChange={(event) => onChange({ named: event.currentTarget.checked })}
          />
          <span>{say('nameConsent')}</span>
        </label>
      </div>
      {named && (
        <Field label={say('name')} why={say('nameWhy')} fault={fault}>
          {(tied) => (
            <input
              {...tied}
              maxLength={30}
              autoComplete="name"
              value={name}
              onChange={(event) => onChange({ name: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
