import { useMutation } from '@tanstack/react-query';
import { download } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { unitCalendar } from '../../errands/contract.ts';
import type { UnitView } from './unit-draft.ts';
import { Fact, inWechat } from './unit-head.tsx';
import { itemStates, texts, topicStates } from './unit-texts.ts';

/** The meeting or the item that it is about, as far as this unit has to do with it. */
export function UnitAbout({ token, view }: { readonly token: string; readonly view: UnitView }) {
  if (view.item) return <ItemFacts item={view.item} />;
  if (view.kind === 'attend' && view.meeting)
    return <Notice token={token} title={view.title} meeting={view.meeting} />;
  if (view.meeting && view.meeting.topics.length > 0) return <Brought topics={view.meeting.topics} />;
  return null;
}

/** What became of the topics that the unit brought. */
function Brought({ topics }: Pick<NonNullable<UnitView['meeting']>, 'topics'>) {
  const say = useText(texts);
  const sayState = useText(topicStates);
  return (
    <section className="card stack">
      <h2>{say('brought')}</h2>
      <ul className="lines">
        {topics.map(({ title, state, reason }) => (
          <li key={title}>
            <span>
              {title}
              <br />
              <small>
                <b>{sayState(state)}</b> {reason && say('reason', { reason })}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NoticeProps {
  readonly token: string;
  readonly title: string;
  readonly meeting: NonNullable<UnitView['meeting']>;
}

function Notice({ token, title, meeting }: NoticeProps) {
  const say = useText(texts);
  const dates = useDates();
  const { startsAt, venue, chair, noticeNo, notice, change, agenda } = meeting;
  return (
    <section className="card stack">
      <h2>{title}</h2>
      {noticeNo && <small>{noticeNo}</small>}
      {change && <p className="note mind">{say('change', { change })}</p>}
      <dl className="facts">
        <Fact name={say('time')}>{startsAt ? dates.time(startsAt) : say('notYet')}</Fact>
        <Fact name={say('venue')}>{venue ?? say('notYet')}</Fact>
        {chair && <Fact name={say('chair')}>{chair}</Fact>}
      </dl>
      {agenda.length > 0 && (
        <div>
          <h3>{say('agenda')}</h3>
          <ol className="numbered">
            {agenda.map((topic) => (
              <li key={topic}>{topic}</li>
            ))}
          </ol>
        </div>
      )}
      {notice && <p className="whitespace-pre-wrap break-words">{notice}</p>}
      {startsAt && <Calendar token={token} />}
    </section>
  );
}

function Calendar({ token }: { readonly token: string }) {
  const say = useText(texts);
  const load = useMutation({
    mutationFn: () => download<typeof unitCalendar>('POST /api/errand/calendar', { token }),
  });
  if (inWechat()) return <small>{say('wechatCalendar')}</small>;
  return (
    <>
      <button type="button" className="btn line wide" disabled={load.isPending} onClick={() => load.mutate()}>
        {say('calendar')}
      </button>
      {load.error && <Problem error={load.error} />}
    </>
  );
}

function ItemFacts({ item }: { readonly item: NonNullable<UnitView['item']> }) {
  const say = useText(texts);
  const sayState = useText(itemStates);
  const dates = useDates();
  return (
    <section className="card stack">
      <h2>{item.text}</h2>
      <dl className="facts">
        <Fact name={say('measure')}>{item.measure}</Fact>
        <Fact name={say('itemDue')}>{item.dueOn ? dates.year(item.dueOn) : say('notYet')}</Fact>
        <Fact name={say('lead')}>{item.lead}</Fact>
        {item.supporting.length > 0 && <Fact name={say('supporting')}>{item.supporting.join('、')}</Fact>}
        <Fact name={say('owner')}>{item.owner ?? say('notYet')}</Fact>
        <Fact name={say('state')}>
          <b>{sayState(item.state)}</b>
        </Fact>
      </dl>
      {item.reason && <p>{say('reason', { reason: item.reason })}</p>}
      {item.outcome && (
        <p>
          <b>{say('outcome')}</b> {item.outcome}
        </p>
      )}
      {item.history.length > 0 && (
        <details className="fold">
          <summary>
            <span>{say('history')}</span>
          </summary>
          <ol className="steps">
            {[...item.history].reverse().map(({ at, to, reason }) => (
              <li key={at + to}>
                <b>{sayState(to)}</b> <small>{dates.time(at)}</small>
                {reason && <div>{reason}</div>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
