import type { revealPerson } from '#people/contract';
import { call } from '#web/client.ts';
import { useFormats } from '#web/staff/format.ts';
import { Fact, Tag } from '#web/staff/parts.tsx';
import { useWords, wordFor } from '#web/staff/words.ts';
import { Numbers } from './numbers.tsx';
import type { Person } from './people-reads.ts';
import { personWords } from './person-texts.ts';
import { fieldWords } from './roster-code-texts.ts';
import { standingWords, useStandings } from './standing-texts.ts';
import { peopleWords } from './texts.ts';

/** Who it is, what they do, who looks after them. */
export function PersonFacts({ person }: { readonly person: Person }) {
  const words = useWords(personWords);
  const people = useWords(peopleWords);
  const { id, sex, birthYear, employment, may } = person;
  const reveal = (purpose: string) =>
    call<typeof revealPerson>('POST /api/people/:id/reveal', { id, purpose });
  return (
    <dl className="facts">
      <Fact name={words.org}>{person.org.name}</Fact>
      <Fact name={words.employer}>{person.employer ?? '—'}</Fact>
      <Fact name={words.employment}>{employment ? people.employments[employment] : '—'}</Fact>
      <Fact name={words.occupation}>{people.occupations[person.occupation]}</Fact>
      <Fact name={words.who}>
        {[sex && people.sexes[sex], birthYear && people.born(birthYear)].filter(Boolean).join(' · ') || '—'}
      </Fact>
      <Numbers
        name={person.name}
        idLabel={people.idTypes[person.idType]}
        masked={person}
        {...(may.reveal ? { reveal } : {})}
      />
      <Fact name={words.area}>{person.areaName ?? '—'}</Fact>
    </dl>
  );
}

/** Every period of membership, the open one first as the server has it. */
export function Periods({ memberships }: Pick<Person, 'memberships'>) {
  const words = useWords(personWords);
  const { retainedAs } = useWords(standingWords);
  const standings = useStandings();
  const { day } = useFormats();
  return (
    <section>
      <h3>{words.periods}</h3>
      {memberships.length === 0 && <p className="quiet">{words.noPeriods}</p>}
      <ul className="lines">
        {memberships.map(({ org, state, number, from, until, resolution, retainedAs: why }) => (
          <li key={`${org.id}${from}`}>
            <span className="grow">
              <b>{org.name}</b>
              <br />
              <small>
                {until ? words.past(day(from), day(until)) : words.now(day(from))} · {words.number(number)}
                {resolution && ` · ${words.resolution(resolution.number)}`}
                {why && ` · ${retainedAs[why]}`}
              </small>
            </span>
            <Tag tone={until ? 'plain' : state === 'active' ? 'ok' : 'mind'}>{standings[state]}</Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whose rosters the person stands on, or stood on. */
export function Rosters({ rosters }: Pick<Person, 'rosters'>) {
  const words = useWords(personWords);
  const { day } = useFormats();
  return (
    <section>
      <h3>{words.rosters}</h3>
      {rosters.length === 0 && <p className="quiet">{words.noRosters}</p>}
      <ul className="lines">
        {rosters.map(({ org, since, until }) => (
          <li key={`${org.id}${since}`}>
            <span className="grow">{org.name}</span>
            <small>{until ? words.past(day(since), day(until)) : words.now(day(since))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** When the member was spoken to, and what was said. */
export function Warnings({ warnings }: Pick<Person, 'warnings'>) {
  const words = useWords(personWords);
  const { warnedHow } = useWords(standingWords);
  const { day } = useFormats();
  if (warnings.length === 0) return null;
  return (
    <section>
      <h3>{words.warnings}</h3>
      <ul className="lines">
        {warnings.map(({ id, on, how, note, by }) => (
          <li key={id}>
            <span className="grow">
              <b>{day(on)}</b> {note}
              <br />
              <small>{words.warned(warnedHow[how], by)}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What only forms ask for: folded, for nobody needs it in passing. */
export function Details({ details }: Pick<Person, 'details'>) {
  const words = useWords(personWords);
  const fields = useWords(fieldWords);
  const entries = Object.entries(details);
  if (entries.length === 0) return null;
  const shown = (value: string): string => ({ true: words.yes, false: words.no })[value] ?? value;
  return (
    <details>
      <summary>{words.details}</summary>
      <small>{words.detailsNote}</small>
      <dl className="facts">
        {entries.map(([field, value]) => (
          <Fact key={field} name={wordFor(fields, field)}>
            {shown(value)}
          </Fact>
        ))}
      </dl>
    </details>
  );
}
