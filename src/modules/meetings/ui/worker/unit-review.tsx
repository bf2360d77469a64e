import { Field } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import type { PartProps } from './unit-form.tsx';
import { texts } from './unit-texts.ts';

/** The draft of the minutes, section by section; who has comments writes each below its section. */
export function UnitReview({ view, draft, change, missing }: PartProps) {
  const say = useText(texts);
  const put = (section: string, text: string) => change({ comments: { ...draft.comments, [section]: text } });
  return (
    <>
      {view.meeting!.sections.map(({ id, heading, text }, n) => (
        <section key={id} className="stack tight">
          <h3>{heading}</h3>
          <p className="whitespace-pre-wrap break-words">{text}</p>
          {draft.saying === 'comments' && (
            <Field
              label={say('comment')}
              fault={missing === 'comments' && n === 0 ? say('commentsMissing') : undefined}
            >
              {(tied) => (
                <textarea
                  {...tied}
                  rows={2}
                  maxLength={1_000}
                  value={draft.comments[id] ?? ''}
                  onChange={(event) => put(id, event.currentTarget.value)}
                />
              )}
            </Field>
          )}
        </section>
      ))}
    </>
  );
}
