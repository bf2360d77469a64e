import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { occupations } from './join-texts.ts';
import { texts } from './member-texts.ts';
import type { Me } from './me.ts';

/** What is kept about me, masked as it is everywhere else, and how to have it changed (PIPL §45–47). */
export function MyData({ me: { person, applications } }: { me: Me }) {
  const say = useText(texts);
  const sayOccupation = useText(occupations);
  return (
    <section className="card stack tight">
      <h2>{say('heldTitle')}</h2>
      {person ? (
        <dl className="facts">
          <Fact term={say('name')}>{person.name}</Fact>
          <Fact term={say('idNo')}>{person.idNo}</Fact>
          <Fact term={say('phone')}>{person.phone}</Fact>
          <Fact term={say('occupation')}>{sayOccupation(person.occupation)}</Fact>
        </dl>
      ) : (
        <p>{say(applications.length > 0 ? 'heldForm' : 'heldNothing')}</p>
      )}
      {person && <small>{say('heldHint')}</small>}
      <Link className="btn line" href="/me/rights">
        {say('rights')}
      </Link>
    </section>
  );
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
