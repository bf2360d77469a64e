import { Link } from '@tanstack/react-router';
import { useFormats } from '#web/staff/format.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import type { ItemDetail } from './item-reads.ts';
import { itemWords } from './item-texts.ts';
import { meetingWords } from './texts.ts';

/** Everything that has happened to an item: its states, what was changed, who was chased, what meetings heard. */
export function ItemPast({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords).page;
  return (
    <>
      <section className="card">
        <h2>{words.history}</h2>
        <States item={item} />
      </section>
      <Heard item={item} />
      <Chases item={item} />
      <Edits item={item} />
    </>
  );
}

/** Every state, the latest first. What a unit says of its progress or result is no reason, and stands as it was said. */
function States({ item }: { readonly item: ItemDetail }) {
  const frame = useWords(frameWords);
  const { itemStates } = useWords(meetingWords);
  const { moment } = useFormats();
  const states: Readonly<Record<string, string>> = itemStates;
  return (
    <ol className="past">
      {[...item.history].reverse().map(({ at, to, reason, by }) => (
        <li key={`${at}${to}${reason}`}>
          <div>{states[to] ?? to}</div>
          {reason && <div>{SAID.has(to) ? reason : frame.reasonIs(reason)}</div>}
          <small>{frame.changedBy(by.startsWith('system') ? frame.system : by, moment(at))}</small>
        </li>
      ))}
    </ol>
  );
}

const SAID: ReadonlySet<string> = new Set(['accepted', 'in_progress', 'reported', 'verified', 'closed']);

function Heard({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords);
  const { day } = useFormats();
  return (
    <section className="card">
      <h2>{words.page.heard}</h2>
      {item.heard.length === 0 && <p className="quiet">{words.page.noHeard}</p>}
      <ul className="lines">
        {item.heard.map(({ at, meeting, decision, said }) => (
          <li key={meeting.id}>
            <div className="grow">
              <Link to="/meetings/$id" params={{ id: meeting.id }} search={{ tab: 'items' }}>
                {meeting.name}
              </Link>{' '}
              {words.decisions[decision]}
              {said && <div>{said}</div>}
              <div>
                <small>{day(at)}</small>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Chases({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords);
  const { moment } = useFormats();
  return (
    <section className="card">
      <h2>{words.page.chases}</h2>
      {item.chases.length === 0 && <p className="quiet">{words.page.noChases}</p>}
      <ul className="lines">
        {item.chases.map(({ at, by, whom, how, level, note }) => (
          <li key={`${at}${level}`}>
            <div className="grow">
              <b>{level ? words.chaseLevels[level] : words.chaseHow[how]}</b> {words.chaseWhom[whom]}
              {note && <div>{note}</div>}
              <small>
                {level && how === 'sms' ? `${words.chaseHow.sms} · ` : ''}
                {by.startsWith('system') ? moment(at) : words.page.editedBy(by, moment(at))}
              </small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Edits({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords);
  const { day, moment } = useFormats();
  const names: Readonly<Record<string, string>> = words.fieldNames;
  const kinds: Readonly<Record<string, string>> = words.consensus;
  const themes = new Map(item.themes.map(({ code, name }) => [code, name]));
  const phones: Readonly<Record<string, string>> = words.phones;
  const wordOf = (field: string, value: string): string => {
    if (field === 'consensus') return kinds[value] ?? value;
    if (field === 'theme') return themes.get(value) ?? value;
    if (field === 'dueOn' && value) return day(value);
    return field === 'ownerPhone' ? (phones[value] ?? value) : value;
  };
  return (
    <section className="card">
      <h2>{words.page.edits}</h2>
      {item.edits.length === 0 && <p className="quiet">{words.page.noEdits}</p>}
      <ul className="lines">
        {item.edits.map(({ at, by, reason, changes }) => (
          <li key={`${at}${reason}`}>
            <div className="grow">
              <b>{reason}</b>
              {changes.map(({ field, before, after }) => (
                <div key={field}>
                  {names[field] ?? field}：{words.page.was(wordOf(field, before), wordOf(field, after))}
                </div>
              ))}
              <small>{words.page.editedBy(by, moment(at))}</small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
