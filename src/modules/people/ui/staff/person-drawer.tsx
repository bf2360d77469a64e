import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { Download } from 'lucide-react';
import type { getPerson, printRegistration } from '#people/contract';
import { download } from '#web/client.ts';
import { copyText } from '#web/staff/clipboard.ts';
import { useKeys } from '#web/staff/keys.ts';
import { FormProblem, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { ask } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { toneOfStanding } from './people-columns.tsx';
import type { Person } from './people-reads.ts';
import { Details, Periods, PersonFacts, Rosters, Warnings } from './person-facts.tsx';
import { OpenTransfer, PersonMoves } from './person-moves.tsx';
import { personWords } from './person-texts.ts';
import { joinLink } from './reach.tsx';
import { standingWords, useStandings } from './standing-texts.ts';

interface PersonDrawerProps {
  readonly id: string;
  readonly onStep: (by: number) => void;
  readonly onClose: () => void;
}

/** One person beside the list: how they stand, what can be done, what is on record; j and k go on and back. */
export function PersonDrawer({ id, onStep, onClose }: PersonDrawerProps) {
  const words = useWords(personWords);
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
  const words = useWords(personWords);
  const standings = useStandings();
  const { left } = useWords(standingWords);
  return (
    <div className="stack">
      <div className="row">
        <h2>{person.name}</h2>
        <Tag tone={toneOfStanding(person.standing)}>{standings[person.standing]}</Tag>
        {person.leftOn && <Tag tone="mind">{left}</Tag>}
      </div>
      {person.transferId && <OpenTransfer id={person.transferId} />}
      <PersonMoves person={person} />
      {person.standing === 'known' && <Invite orgId={person.org.id} />}
      <PersonFacts person={person} />
      <Periods memberships={person.memberships} />
      <Rosters rosters={person.rosters} />
      <Warnings warnings={person.warnings} />
      <Details details={person.details} />
      {person.may.print && <Print id={person.id} />}
      {person.history.length > 0 && (
        <section>
          <h3>{words.history}</h3>
          <Past changes={person.history} states={standings} />
        </section>
      )}
    </div>
  );
}

function Invite({ orgId }: { readonly orgId: number }) {
  const frame = useWords(frameWords);
  const words = useWords(personWords);
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await copyText(joinLink(orgId));
    message.success(frame.copied);
  };
  return (
    <div className="note row">
      <span className="grow">{words.invite}</span>
      <Button onClick={() => void copy()}>{words.inviteLink}</Button>
    </div>
  );
}

function Print({ id }: Pick<Person, 'id'>) {
  const words = useWords(personWords);
  const print = useMutation({
    mutationFn: () => download<typeof printRegistration>('GET /api/people/:id/registration-form', { id }),
  });
  return (
    <>
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
      <FormProblem error={print.error} />
    </>
  );
}
