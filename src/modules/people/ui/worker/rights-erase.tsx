import { call } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { createStore, useStore } from '#web/kit/store.ts';
import { useText } from '#web/kit/text.ts';
import { changeAccount } from '#web/worker/session.ts';
import type { askByRight } from '../../rights/contract.ts';
import { FreshCode } from './rights-code.tsx';
import { useRefresh, type MyRights } from './rights.ts';
import { going, staying, texts } from './rights-texts.ts';

/** Whether everything was just deleted from this page: there is nobody to show it to any more. */
const gone = createStore(false);
export const useGone = (): boolean => useStore(gone);

/** Says what goes and what has to stay before it asks; a member asks the union to do both in one step. */
export function Erase({ rights }: { rights: MyRights }) {
  const say = useText(texts);
  const { how, goes, stays } = rights.erasure;
  const open = rights.requests.find(({ kind, closedAt }) => kind === 'deregister' && closedAt === null);
  return (
    <section className="card stack tight">
      <h2>{say('erase')}</h2>
      <details className="fold">
        <summary>
          <span>{say(how === 'at_once' ? 'eraseAtOnce' : 'eraseByUnion')}</span>
        </summary>
        <div className="stack">
          <Lists goes={goes} stays={stays} />
          {open ? <Asked dueOn={open.dueOn} /> : <Ask rights={rights} />}
        </div>
      </details>
    </section>
  );
}

function Asked({ dueOn }: { dueOn: string }) {
  const say = useText(texts);
  const dates = useDates();
  return <p className="note">{say('asked', { date: dates.year(dueOn) })}</p>;
}

function Lists({ goes, stays }: Pick<MyRights['erasure'], 'goes' | 'stays'>) {
  const say = useText(texts);
  const sayGoing = useText(going);
  const sayStaying = useText(staying);
  const dates = useDates();
  return (
    <>
      <b>{say('goes')}</b>
      <ul className="bullets">
        {goes.map((each) => (
          <li key={each}>{sayGoing(each)}</li>
        ))}
      </ul>
      <b>{say('stays')}</b>
      <ul className="bullets">
        {stays.map(({ what, until }) => (
          <li key={what}>{sayStaying(what, { date: until ? dates.year(until) : '' })}</li>
        ))}
      </ul>
    </>
  );
}

function Ask({ rights }: { rights: MyRights }) {
  const say = useText(texts);
  const refresh = useRefresh();
  const atOnce = rights.erasure.how === 'at_once';
  const ask = async (proof: { code: string; phone?: string }): Promise<void> => {
    const kind = atOnce ? 'delete' : 'deregister';
    await call<typeof askByRight>('POST /api/my/rights/requests', { kind, ...proof });
    if (!atOnce) {
      await refresh();
      return;
    }
    gone.set(true);
    changeAccount(null);
  };
  const union = rights.union?.name ?? say('someone');
  return (
    <>
      <p className={atOnce ? 'note alarm' : 'note mind'}>
        {atOnce ? say('atOnce') : say('byUnion', { union, days: rights.answerDays })}
      </p>
      <FreshCode
        rights={rights}
        use={atOnce ? 'delete' : 'deregister'}
        verb={say(atOnce ? 'eraseGo' : 'eraseAsk')}
        onCode={ask}
      />
    </>
  );
}
