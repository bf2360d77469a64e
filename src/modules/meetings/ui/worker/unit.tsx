import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '#web/client.ts';
import { useAddress } from '#web/kit/router.tsx';
import { Answer, Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { UnitAbout } from './unit-about.tsx';
import { UnitAnswers } from './unit-answers.tsx';
import { useDraft, type UnitView } from './unit-draft.ts';
import { UnitForm } from './unit-form.tsx';
import { UnitCall, UnitHead } from './unit-head.tsx';
import { draftOf } from './unit-said.ts';
import { useUnitView } from './unit-send.ts';
import { texts } from './unit-texts.ts';

/** `/unit#token`: what one unit is asked about one meeting or item, and what it answers. No account. */
export function UnitPage() {
  const { fragment } = useAddress();
  return fragment ? <Errand key={fragment} token={fragment} /> : <NoLink />;
}

function NoLink() {
  const say = useText(texts);
  return (
    <>
      <Title text={say('pageTitle')} />
      <section className="card stack">
        <h2>{say('noLink')}</h2>
        <p>{say('noLinkHint')}</p>
      </section>
    </>
  );
}

function Errand({ token }: { readonly token: string }) {
  const say = useText(texts);
  const view = useUnitView(token);
  const over = view.error instanceof ApiError && [404, 410].includes(view.error.status);
  if (over)
    return (
      <>
        <Title text={say('pageTitle')} />
        <Problem error={view.error} />
        <section className="card stack">
          <p>{say('over')}</p>
          {view.data && <UnitCall view={view.data} />}
        </section>
      </>
    );
  return (
    <>
      <Title text={say(view.data ? `${view.data.kind}Title` : 'pageTitle')} />
      <Answer query={view}>{(data) => <Page token={token} view={data} />}</Answer>
    </>
  );
}

function Page({ token, view }: { readonly token: string; readonly view: UnitView }) {
  const say = useText(texts);
  const [sent, setSent] = useState(false);
  const first = view.answers.length === 0 || view.state === 'returned' || view.state === 'waiting';
  const [again, setAgain] = useState(false);
  const drafting = useDraft(view.id, baseOf(view, again));
  const done = () => {
    setSent(true);
    setAgain(false);
    drafting.clear();
  };
  return (
    <>
      <UnitHead token={token} view={view} />
      {sent && (
        <div className="note ok" role="status">
          <CircleCheck size={20} />
          <div>
            <b>{say('sentTitle')}</b>
            <div>{say('sentHint')}</div>
          </div>
        </div>
      )}
      <UnitAbout token={token} view={view} />
      {view.may.length > 0 && (first || again) && (
        <UnitForm token={token} view={view} drafting={drafting} onSent={done} />
      )}
      <UnitAnswers view={view} />
      {view.may.length > 0 && !first && !again && (
        <button type="button" className="btn line wide" onClick={() => setAgain(true)}>
          {say(view.kind === 'item' ? 'answerMore' : 'answerAgain')}
        </button>
      )}
      <section className="card stack">
        <UnitCall view={view} />
      </section>
    </>
  );
}

/** What came back, and what is to be changed, is not typed again; of an item each answer stands for itself. */
function baseOf({ answers, may, kind }: UnitView, again: boolean) {
  const [last] = answers;
  if (!last || !may.includes(last.said.kind)) return {};
  return last.state === 'returned' || (again && kind !== 'item') ? draftOf(last) : {};
}
