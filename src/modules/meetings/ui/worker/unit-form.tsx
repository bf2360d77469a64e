import { useState, type FormEvent } from 'react';
import { Fault, Field, useFaultFocus } from '#web/kit/field.tsx';
import { useOnline } from '#web/kit/online.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { UnitAttend } from './unit-attend.tsx';
import type { Change, Draft, UnitView, useDraft } from './unit-draft.ts';
import { UnitFiles } from './unit-files.tsx';
import { UnitItem } from './unit-item.tsx';
import { UnitReview } from './unit-review.tsx';
import { answerOf, takesFiles, type Missing } from './unit-said.ts';
import { useAnswer, useSendFile } from './unit-send.ts';
import { texts } from './unit-texts.ts';
import { UnitTopics } from './unit-topics.tsx';

interface FormProps {
  readonly token: string;
  readonly view: UnitView;
  readonly drafting: ReturnType<typeof useDraft>;
  readonly onSent: () => void;
}

/** What the parts of the form are given: the draft, how to change it, and what an attempt to send found missing. */
export interface PartProps {
  readonly view: UnitView;
  readonly draft: Draft;
  readonly change: Change;
  readonly missing: Missing | null;
}

/** The answer: what is said, who says it, and the one button. What is typed stays until it has arrived. */
export function UnitForm({ token, view, drafting, onSent }: FormProps) {
  const say = useText(texts);
  const online = useOnline();
  const send = useAnswer(token);
  const upload = useSendFile(token);
  const [tried, setTried] = useState(false);
  const [box, focusFault] = useFaultFocus<HTMLFormElement>();
  const { change } = drafting;
  // With one thing to say there is nothing to choose.
  const [only] = view.may.length === 1 ? view.may : [];
  const saying = only ?? view.may.find((each) => each === drafting.draft.saying) ?? null;
  const draft = { ...drafting.draft, saying };
  const answer = answerOf(draft);
  const missing = tried && typeof answer === 'string' ? answer : null;
  // An answer that overtakes its file would leave it behind.
  const busy = send.isPending || upload.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (typeof answer === 'string') focusFault();
    else if (!busy) send.mutate({ answer, key: drafting.keyFor(answer) }, { onSuccess: onSent });
  };
  const part = { view, draft, change, missing };
  return (
    <form ref={box} className="card stack" noValidate onSubmit={submit}>
      <h2>{say('answer')}</h2>
      {view.answers.length > 0 && view.kind !== 'item' && <small>{say('replaces')}</small>}
      {!only && <Sayings {...part} />}
      {saying === 'topics' && <UnitTopics {...part} />}
      {saying === 'attend' && <UnitAttend {...part} />}
      {view.kind === 'review' && <UnitReview {...part} />}
      {view.kind === 'item' && saying && <UnitItem {...part} />}
      {takesFiles(saying) && <UnitFiles upload={upload} draft={draft} change={change} />}
      {saying && <Signer {...part} />}
      {!online && <p className="note mind">{say('offline')}</p>}
      {send.error && <Problem error={send.error} />}
      <button type="submit" className="btn wide" disabled={busy}>
        {say(send.isPending ? 'sending' : upload.isPending ? 'waitFile' : 'send')}
      </button>
      <p className="why">{say('keptHere')}</p>
      {drafting.touched && !busy && (
        <button type="button" className="text-btn" onClick={drafting.clear}>
          {say('startOver')}
        </button>
      )}
    </form>
  );
}

function Sayings({ view, draft, change, missing }: PartProps) {
  const say = useText(texts);
  return (
    <fieldset
      role="radiogroup"
      aria-invalid={missing === 'saying'}
      className={missing === 'saying' ? 'field wrong' : 'field'}
    >
      <legend>{say('what')}</legend>
      <div className="tiles">
        {view.may.map((saying) => (
          <label key={saying} className={draft.saying === saying ? 'on' : ''}>
            <input
              type="radio"
              name="saying"
              checked={draft.saying === saying}
              onChange={() => change({ saying })}
            />
            {say(saying)}
          </label>
        ))}
      </div>
      <Fault text={missing === 'saying' ? say('whatMissing') : undefined} />
    </fieldset>
  );
}

function Signer({ draft, change, missing }: PartProps) {
  const say = useText(texts);
  return (
    <>
      <hr />
      <Field
        label={say('signer')}
        why={say('signerWhy')}
        fault={missing === 'signer' ? say('signerMissing') : undefined}
      >
        {(tied) => (
          <input
            {...tied}
            autoComplete="name"
            maxLength={40}
            value={draft.signer}
            onChange={(event) => change({ signer: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say('signerTitle')}>
        {(tied) => (
          <input
            {...tied}
            maxLength={60}
            value={draft.signerTitle}
            onChange={(event) => change({ signerTitle: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}
