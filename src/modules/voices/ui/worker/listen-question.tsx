import { useRef, useState, type FormEvent } from 'react';
import { Fault } from '#web/kit/field.tsx';
import { useLook } from '#web/kit/look.ts';
import { useText } from '#web/kit/text.ts';
import type { InterviewTerm } from '../../listen/texts/terms.ts';
import type { Question } from './listen-kept.ts';
import { texts } from './listen-texts.ts';

interface QuestionProps {
  readonly question: Question;
  readonly terms: readonly InterviewTerm[];
  readonly chosen: string | undefined;
  readonly onChoose: (code: string, andGoOn: boolean) => void;
  readonly onNext: () => void;
  readonly onBack: (() => void) | null;
}

/** One question with big answers. A tap goes on by itself; with a keyboard the arrows choose and Enter goes on. */
export function ListenQuestion({ question, terms, chosen, onChoose, onNext, onBack }: QuestionProps) {
  const say = useText(texts);
  const { language } = useLook();
  const tapped = useRef(false);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === undefined) setTried(true);
    else onNext();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <fieldset className="field" role="radiogroup" aria-invalid={tried && chosen === undefined}>
        <legend className="listen-ask">{say(question)}</legend>
        <div className="tiles listen-tiles">
          {terms.map((term) => (
            <label
              key={term.code}
              className={term.code === chosen ? 'on' : ''}
              onPointerDown={() => {
                tapped.current = true;
              }}
            >
              <input
                type="radio"
                name={question}
                checked={term.code === chosen}
                onKeyDown={() => {
                  tapped.current = false;
                }}
                onChange={() => onChoose(term.code, tapped.current)}
              />
              <span>{term[language]}</span>
            </label>
          ))}
        </div>
        <Fault text={tried && chosen === undefined ? say('pickFirst') : undefined} />
      </fieldset>
      <div className="row">
        {onBack && (
          <button type="button" className="btn line listen-tall" onClick={onBack}>
            {say('back')}
          </button>
        )}
        <button type="submit" className="btn listen-tall flex-1">
          {say('next')}
        </button>
      </div>
    </form>
  );
}
