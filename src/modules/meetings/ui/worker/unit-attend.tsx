import { Fault, Field } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import type { PartProps } from './unit-form.tsx';
import { texts } from './unit-texts.ts';

/** Whether somebody is coming, and who. */
export function UnitAttend({ draft, change, missing }: PartProps) {
  const say = useText(texts);
  return (
    <>
      <fieldset
        role="radiogroup"
        aria-invalid={missing === 'coming'}
        className={missing === 'coming' ? 'field wrong' : 'field'}
      >
        <legend>{say('coming')}</legend>
        <div className="tiles">
          {([true, false] as const).map((coming) => (
            <label key={String(coming)} className={draft.coming === coming ? 'on' : ''}>
              <input
                type="radio"
                name="coming"
                checked={draft.coming === coming}
                onChange={() => change({ coming })}
              />
              {say(coming ? 'comingYes' : 'comingNo')}
            </label>
          ))}
        </div>
        <Fault text={missing === 'coming' ? say('comingMissing') : undefined} />
      </fieldset>
      {draft.coming && (
        <>
          <Field
            label={say('person')}
            why={say('personWhy')}
            fault={missing === 'person' ? say('personMissing') : undefined}
          >
            {(tied) => (
              <input
                {...tied}
                maxLength={40}
                value={draft.person}
                onChange={(event) => change({ person: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={say('personTitle')}>
            {(tied) => (
              <input
                {...tied}
                maxLength={60}
                value={draft.personTitle}
                onChange={(event) => change({ personTitle: event.currentTarget.value })}
              />
            )}
          </Field>
        </>
      )}
      <Field label={say('note')}>
        {(tied) => (
          <textarea
            {...tied}
            rows={2}
            maxLength={300}
            value={draft.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}
