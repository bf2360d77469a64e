import { useDates } from '#web/kit/dates.ts';
import { useText } from '#web/kit/text.ts';
import type { UnitView } from './unit-draft.ts';
import { texts } from './unit-texts.ts';

type Sent = UnitView['answers'][number];

const STATES = {
  submitted: ['aSubmitted', ''],
  confirmed: ['aConfirmed', 'ok'],
  returned: ['aReturned', 'mind'],
} as const;

/** What was answered so far, the newest first, and what became of it. */
export function UnitAnswers({ view }: { readonly view: UnitView }) {
  const say = useText(texts);
  if (view.answers.length === 0) return null;
  const headings = new Map(view.meeting?.sections.map(({ id, heading }) => [id, heading]));
  return (
    <section className="card stack">
      <h2>{say('answers')}</h2>
      <ul className="stack loose">
        {view.answers.map((sent) => (
          <Line key={sent.id} sent={sent} headings={headings} />
        ))}
      </ul>
    </section>
  );
}

interface LineProps {
  readonly sent: Sent;
  readonly headings: ReadonlyMap<string, string>;
}

function Line({ sent, headings }: LineProps) {
  const say = useText(texts);
  const dates = useDates();
  const [word, tone] = STATES[sent.state];
  const by = [sent.signer, sent.signerTitle].filter(Boolean).join('，');
  return (
    <li className="stack tight">
      <div>
        <b>{say(sent.said.kind)}</b> <span className={`tag ${tone}`}>{say(word)}</span>
      </div>
      <Words said={sent.said} headings={headings} />
      {sent.files.map(({ id, name }) => (
        <div key={id} className="break-words">
          {name}
        </div>
      ))}
      {sent.reason && <p>{say('reason', { reason: sent.reason })}</p>}
      <small>
        {by} · {dates.time(sent.at)}
        {sent.hasPhone && ` · ${say('phoneLeft')}`}
        {sent.via === 'officer' && ` · ${say('byOfficer')}`}
      </small>
    </li>
  );
}

function Words({
  said,
  headings,
}: {
  readonly said: Sent['said'];
  readonly headings: LineProps['headings'];
}) {
  const say = useText(texts);
  const dates = useDates();
  switch (said.kind) {
    case 'topics':
      return (
        <ol className="numbered">
          {said.topics.map(({ title, background }) => (
            <li key={title}>
              {title}
              {background && <div className="quiet whitespace-pre-wrap break-words">{background}</div>}
            </li>
          ))}
        </ol>
      );
    case 'attend':
      return (
        <p>
          {[say(said.coming ? 'comingYes' : 'comingNo'), said.person, said.title, said.note]
            .filter(Boolean)
            .join('，')}
        </p>
      );
    case 'comments':
      return (
        <ul className="bullets">
          {said.comments.map(({ section, text }) => (
            <li key={section}>
              {headings.get(section) ?? ''} {text}
            </li>
          ))}
        </ul>
      );
    case 'accept':
      return <p>{[said.ownerName, said.ownerTitle].filter(Boolean).join('，')}</p>;
    case 'defer':
      return (
        <p className="whitespace-pre-wrap break-words">
          {dates.year(said.dueOn)}，{said.reason}
        </p>
      );
    case 'dispute':
      return <p className="whitespace-pre-wrap break-words">{said.reason}</p>;
    case 'progress':
    case 'report':
      return <p className="whitespace-pre-wrap break-words">{said.text}</p>;
    case 'no_topics':
    case 'agree':
      return null;
  }
}
