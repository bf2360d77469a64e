import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { Download } from 'lucide-react';
import type { Output } from '#kernel/contract';
import type { getPerson, printRegistration, revealPerson } from '#people/contract';
import { call, download } from '#web/client.ts';
import { useFormats } from '#web/staff/format.ts';
import { useKeys } from '#web/staff/keys.ts';
import { Fact, FormProblem, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { Numbers } from './numbers.tsx';
import { personWords } from './person-texts.ts';
import { peopleWords } from './texts.ts';

type Person = Output<typeof getPerson>;

interface PersonDrawerProps {
  readonly id: string;
  readonly onStep: (by: number) => void;
  readonly onClose: () => void;
}

/** One member beside the list: periods of membership, history, and the form to print. */
export function PersonDrawer({ id, onStep, onClose }: PersonDrawerProps) {
  const words = useWords(personWords).drawer;
  const person = useQuery(ask<typeof getPerson>('GET /api/people/:id', { id }));
  useKeys({ j: () => onStep(1), k: () => onStep(-1) });
  return (
    <Drawer open size={560} title={words.title} onClose={onClose}>
      {person.isLoading && <Loading />}
      {person.error && <Problem error={person.error} onRetry={() => void person.refetch()} />}
      {person.data && <PersonDetail key={id} person={person.data} />}
    </Drawer>
  );
}

function PersonDetail({ person }: { readonly person: Person }) {
  const words = useWords(personWords).drawer;
  const people = useWords(peopleWords);
  const { id, sex, birthYear, may } = person;
  const print = useMutation({
    mutationFn: () => download<typeof printRegistration>('GET /api/people/:id/registration-form', { id }),
  });
  const reveal = (purpose: string) =>
    call<typeof revealPerson>('POST /api/people/:id/reveal', { id, purpose });
  return (
    <div className="stack">
      <h2>{person.name}</h2>
      <dl className="facts">
        <Fact name={words.who}>
          {[sex && people.sexes[sex], birthYear && people.born(birthYear)].filter(Boolean).join(' · ') || '—'}
        </Fact>
        <Fact name={words.occupation}>{people.occupations[person.occupation]}</Fact>
        <Numbers
          name={person.name}
          idLabel={people.idTypes[person.idType]}
          masked={person}
          {...(may.reveal ? { reveal } : {})}
        />
        <Fact name={words.employer}>{person.employer ?? '—'}</Fact>
        <Fact name={words.area}>{person.areaName ?? '—'}</Fact>
      </dl>
      <Periods memberships={person.memberships} />
      {may.print && (
        <div className="row">
          <Button
            loading={print.isPending}
            icon={<Download size={16} aria-hidden />}
            onClick={() => print.mutate()}
          >
            {words.print}
          </Button>
          <small>{words.printNote}</small>
        </div>
      )}
      <FormProblem error={print.error} />
      <section>
        <h3>{words.history}</h3>
        <Past changes={person.history} states={people.membershipStates} />
      </section>
    </div>
  );
}

function Periods({ memberships }: Pick<Person, 'memberships'>) {
  const words = useWords(personWords).drawer;
  const { membershipStates } = useWords(peopleWords);
  const { day } = useFormats();
  return (
    <section>
      <h3>{words.periods}</h3>
      <ul className="lines">
        {memberships.map(({ org, state, number, from, until, resolution }) => (
          <li key={`${org.id}${from}`}>
            <span className="grow">
              <b>{org.name}</b>
              <br />
              <small>
                {until ? words.past(day(from), day(until)) : words.now(day(from))} · {words.number(number)}
                {resolution && ` · ${words.resolution(resolution.number)}`}
              </small>
            </span>
            <Tag tone={until ? 'plain' : state === 'active' ? 'ok' : 'mind'}>{membershipStates[state]}</Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}
