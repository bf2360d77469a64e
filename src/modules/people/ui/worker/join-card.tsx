import { ClipboardPen } from 'lucide-react';
import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './home-texts.ts';

/** The way in, for somebody who has nothing here yet. */
export function JoinCard() {
  const say = useText(texts);
  return (
    <section className="card marked warm stack">
      <h2>{say('title')}</h2>
      <p>{say('fields')}</p>
      <Link className="btn wide" href="/join">
        <ClipboardPen size={20} />
        {say('apply')}
      </Link>
      <small>{say('anyone')}</small>
    </section>
  );
}

/** Nobody likes to hand over an ID number without knowing what follows. */
export function JoinSteps() {
  const say = useText(texts);
  return (
    <section className="card stack tight">
      <h2>{say('after')}</h2>
      <ol className="numbered">
        <li>{say('step1')}</li>
        <li>{say('step2')}</li>
        <li>{say('step3')}</li>
      </ol>
    </section>
  );
}
