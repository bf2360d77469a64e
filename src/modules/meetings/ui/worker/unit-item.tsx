import { civilDate } from '#web/kit/dates.ts';
import { Field } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import type { PartProps } from './unit-form.tsx';
import { texts } from './unit-texts.ts';

const MOST = 1_000;
const DAY = 86_400_000;

/** What is said of an agreed item: who answers for it, why not, how far it is, what came of it, or a later date. */
export function UnitItem(props: PartProps) {
  const say = useText(texts);
  const { draft, change, missing, view } = props;
  const { saying } = draft;
  if (saying === 'accept') return <Owner {...props} />;
  if (saying !== 'dispute' && saying !== 'progress' && saying !== 'report' && saying !== 'defer') return null;
  const typed = draft.texts[saying] ?? '';
  return (
    <>
      <Field
        label={say(`${saying}Text`)}
        fault={missing === 'text' ? say('textMissing') : undefined}
        {...(typed && { why: say('left', { count: MOST - typed.length }) })}
      >
        {(tied) => (
          <textarea
            {...tied}
            rows={5}
            maxLength={MOST}
            value={typed}
            onChange={(event) => change({ texts: { ...draft.texts, [saying]: event.currentTarget.value } })}
          />
        )}
      </Field>
      {saying === 'defer' && (
        <Field label={say('newDue')} fault={missing === 'dueOn' ? say('dueMissing') : undefined}>
          {(tied) => (
            <input
              {...tied}
              type="date"
              min={civilDate(new Date(Date.parse(view.at) + DAY))}
              value={draft.dueOn}
              onChange={(event) => change({ dueOn: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function Owner({ draft, change, missing }: PartProps) {
  const say = useText(texts);
  return (
    <>
      <Field
        label={say('ownerName')}
        why={say('ownerWhy')}
        fault={missing === 'ownerName' ? say('ownerMissing') : undefined}
      >
        {(tied) => (
          <input
            {...tied}
            maxLength={40}
            value={draft.ownerName}
            onChange={(event) => change({ ownerName: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say('ownerTitle')}>
        {(tied) => (
          <input
            {...tied}
            maxLength={60}
            value={draft.ownerTitle}
            onChange={(event) => change({ ownerTitle: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say('ownerPhone')} why={say('phoneWhy')}>
        {(tied) => (
          <input
            {...tied}
            type="tel"
            inputMode="tel"
            maxLength={20}
            value={draft.ownerPhone}
            onChange={(event) => change({ ownerPhone: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}
