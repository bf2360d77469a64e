import { useDates } from '#web/kit/dates.ts';
import { useText } from '#web/kit/text.ts';
import type { MyRights } from './rights.ts';
import { kinds, states, texts } from './rights-texts.ts';

const TONES = { requested: '', identity_checked: 'mind', done: 'ok', refused: 'alarm' } as const;

/** What was asked for and how it stands; a refusal says why, and whom to turn to. */
export function Requests({ rights: { requests, union } }: { rights: MyRights }) {
  const say = useText(texts);
  const sayKind = useText(kinds);
  const sayState = useText(states);
  const dates = useDates();
  const phone = union?.phone;
  if (requests.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{say('requests')}</h2>
      {requests.map(({ id, kind, state, createdAt, dueOn, answer }) => (
        <div key={id} className="stack tight">
          <div className="row">
            <span className={`tag ${TONES[state]}`}>{sayState(state)}</span>
            <small>{dates.day(createdAt)}</small>
          </div>
          <div>{sayKind(kind)}</div>
          {state === 'identity_checked' && <small>{say('due', { date: dates.year(dueOn) })}</small>}
          {answer && (
            <p className={state === 'refused' ? 'note mind' : 'note'}>{say('answer', { answer })}</p>
          )}
          {state === 'refused' && (
            <small>{phone ? say('complain', { union: union.name, phone }) : say('complainOnly')}</small>
          )}
        </div>
      ))}
    </section>
  );
}
