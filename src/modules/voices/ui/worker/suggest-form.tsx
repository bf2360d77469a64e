import { useState, type FormEvent } from 'react';
import type { About } from '#web/kit/about.ts';
import { Field, useFaultFocus } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { SuggestName } from './suggest-name.tsx';
import { SuggestTheme } from './suggest-theme.tsx';
import { texts } from './suggest-texts.ts';

export interface Suggestion {
  readonly kind: 'suggestion' | 'wish';
  readonly text: string;
  /** A code of the list of themes; empty for none. */
  readonly theme: string;
  readonly contact: string;
  /** The box by which somebody agrees to leave their name. */
  readonly named: boolean;
  readonly name: string;
  /** The code of a place on whose page it is not about that; empty for none. */
  readonly elsewhere: string;
}

export const NOTHING: Suggestion = {
  kind: 'suggestion',
  text: '',
  theme: '',
  contact: '',
  named: false,
  name: '',
  elsewhere: '',
};

export interface SuggestFormProps {
  readonly typed: Suggestion;
  /** What the page is about. */
  readonly place: About | null;
  readonly onType: (typed: Suggestion) => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly onCancel: () => void;
}

const MOST = 1000;

export function SuggestForm({ typed, place, onType, busy, error, onSend, onCancel }: SuggestFormProps) {
  const say = useText(texts);
  const [tried, setTried] = useState(false);
  const [box, focusFault] = useFaultFocus<HTMLFormElement>();
  const empty = typed.text.trim() === '';
  const nameless = typed.named && typed.name.trim() === '';
  const set = (patch: Partial<Suggestion>) => onType({ ...typed, ...patch });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (empty || nameless) focusFault();
    else if (!busy) onSend();
  };
  return (
    <form ref={box} className="stack" noValidate onSubmit={submit}>
      <Kind kind={typed.kind} onPick={(kind) => set({ kind })} />
      <Field
        label={say('text')}
        why={typed.text ? say('left', { count: MOST - typed.text.length }) : say('textHint')}
        fault={tried && empty ? say('textMissing') : undefined}
      >
        {(tied) => (
          <textarea
            {...tied}
            rows={4}
            maxLength={MOST}
            value={typed.text}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
        )}
      </Field>
      {place && <Here place={place} elsewhere={typed.elsewhere === place.code} onPick={set} />}
      <SuggestTheme theme={typed.theme} onPick={(theme) => set({ theme })} />
      <Field label={say('contact')} why={say('contactWhy')}>
        {(tied) => (
          <input
            {...tied}
            maxLength={60}
            value={typed.contact}
            onChange={(event) => set({ contact: event.currentTarget.value })}
          />
        )}
      </Field>
      <SuggestName
        named={typed.named}
        name={typed.name}
        fault={tried && nameless ? say('nameMissing') : undefined}
        onChange={set}
      />
      <small>{say('page')}</small>
      {error !== null && <Problem error={error} />}
      <button type="submit" className="btn wide" disabled={busy}>
        {say('send')}
      </button>
      <button type="button" className="btn line wide" onClick={onCancel}>
        {say('cancel')}
      </button>
    </form>
  );
}

interface KindProps {
  readonly kind: Suggestion['kind'];
  readonly onPick: (kind: Suggestion['kind']) => void;
}

function Kind({ kind, onPick }: KindProps) {
  const say = useText(texts);
  return (
    <fieldset className="field">
      <legend>{say('kind')}</legend>
      <div className="tiles">
        {(['suggestion', 'wish'] as const).map((one) => (
          <label key={one} className={one === kind ? 'on' : ''}>
            <input type="radio" name="voice-kind" checked={one === kind} onChange={() => onPick(one)} />
            {say(one)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface HereProps {
  readonly place: About;
  readonly elsewhere: boolean;
  readonly onPick: (patch: Pick<Suggestion, 'elsewhere'>) => void;
}

/** Opened on the page of a place it is about that place, and goes to whoever keeps it, unless somebody says otherwise. */
function Here({ place, elsewhere, onPick }: HereProps) {
  const say = useText(texts);
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={!elsewhere}
          onChange={(event) => onPick({ elsewhere: event.currentTarget.checked ? '' : place.code })}
        />
        <span>{say('here', { place: place.name })}</span>
      </label>
      <small>{say(elsewhere ? 'hereNot' : 'hereWhy')}</small>
    </div>
  );
}
