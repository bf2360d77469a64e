import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Drawer } from 'antd';
import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Output } from '#kernel/contract';
import { call } from '#web/client.ts';
import { useFormats } from '#web/staff/format.ts';
import { useKeys } from '#web/staff/keys.ts';
import { Fact, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { getRequest, revealRequest } from '../../rights/contract.ts';
import { numberWords, PurposeDialog, SHOWN_MS } from './numbers.tsx';
import { DoDialog, RefuseDialog } from './rights-actions.tsx';
import { rightsWords } from './rights-texts.ts';

export type RequestDetail = Output<typeof getRequest>;

interface RightsDrawerProps {
  readonly id: string;
  readonly onStep: (by: number) => void;
  readonly onClose: () => void;
}

/** One request beside the list: what is asked, what stands now, and the answer; j and k go on and back. */
export function RightsDrawer({ id, onStep, onClose }: RightsDrawerProps) {
  const words = useWords(rightsWords);
  const { message } = App.useApp();
  const one = useQuery(ask<typeof getRequest>('GET /api/rights/:id', { id }));
  const [action, setAction] = useState<'do' | 'refuse' | null>(null);
  useKeys({ j: () => onStep(1), k: () => onStep(-1) });
  const done = (sentence: string): void => {
    setAction(null);
    message.success(sentence);
  };
  const props = one.data && { request: one.data, onDone: done, onClose: () => setAction(null) };
  return (
    <Drawer
      open
      size={560}
      title={words.title}
      onClose={onClose}
      footer={
        one.data?.may.answer && (
          <div className="row">
            <Button
              type="primary"
              danger={one.data.kind === 'deregister'}
              disabled={one.data.sameAs !== null}
              onClick={() => setAction('do')}
            >
              {words.act[one.data.kind]}
            </Button>
            <Button danger onClick={() => setAction('refuse')}>
              {words.refuse}
            </Button>
          </div>
        )
      }
    >
      {one.isLoading && <Loading />}
      {one.error && <Problem error={one.error} onRetry={() => void one.refetch()} />}
      {one.data && <Detail key={id} request={one.data} />}
      {props && action === 'do' && <DoDialog {...props} />}
      {props && action === 'refuse' && <RefuseDialog {...props} />}
    </Drawer>
  );
}

function Detail({ request }: { readonly request: RequestDetail }) {
  const words = useWords(rightsWords);
  const { day } = useFormats();
  const { name, kind, state, dueOn, overdue, personId, reason, answer, sameAs } = request;
  return (
    <div className="stack">
      <div className="row">
        <h2>{name ?? words.erased}</h2>
        <Tag tone={overdue ? 'alarm' : 'info'}>{overdue ? words.overdue : words.states[state]}</Tag>
      </div>
      {state === 'identity_checked' && (
        <p className={overdue ? 'note mind' : 'note'}>
          {words.identity} <b>{words.due(day(dueOn))}</b>
        </p>
      )}
      {sameAs && (
        <p className="note mind" role="alert">
          {sameAs.personId ? words.sameAs(sameAs.name) : words.sameAsForeign}{' '}
          {sameAs.personId && (
            <Link to="/people" search={{ group: 'all', open: sameAs.personId }}>
              {words.sameAsLink}
            </Link>
          )}
        </p>
      )}
      <dl className="facts">
        <Fact name={words.columns.kind}>{words.kinds[kind]}</Fact>
        <Fact name={words.columns.union}>{request.union?.name ?? '—'}</Fact>
        <Asked request={request} />
        {reason && <Fact name={words.reason}>{reason}</Fact>}
        {answer && <Fact name={words.answer}>{answer}</Fact>}
        {personId && (
          <Fact name={words.person}>
            <Link to="/people" search={{ group: 'all', open: personId }}>
              {words.personLink}
            </Link>
          </Fact>
        )}
      </dl>
      <section>
        <h3>{words.history}</h3>
        <Past changes={request.history} states={words.states} />
      </section>
    </div>
  );
}

/** Old and new beside each other, covered; whole for a stated purpose and a minute. */
function Asked({ request: { id, name, fields, may } }: { readonly request: RequestDetail }) {
  const words = useWords(rightsWords);
  const numbers = useWords(numberWords);
  const [full, setFull] = useState<Output<typeof revealRequest> | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!full) return;
    const cover = setTimeout(() => setFull(null), SHOWN_MS);
    return () => clearTimeout(cover);
  }, [full]);
  const whole = { old: full?.idNo, wished: full?.wished };
  return (
    <>
      {fields.flatMap(({ field, old, wished }) => [
        <Fact key={`${field} old`} name={words.old(words.fields[field])}>
          {(field === 'idNo' && whole.old) || old}
        </Fact>,
        <Fact key={`${field} new`} name={words.wished(words.fields[field])}>
          <b>{(field === 'idNo' && whole.wished) || wished}</b>
        </Fact>,
      ])}
      {full?.phone && <Fact name={words.phone}>{full.phone}</Fact>}
      {name && may.reveal && may.answer && !full && (
        <Fact name={words.numbers}>
          <Button size="small" icon={<Eye size={16} aria-hidden />} onClick={() => setAsking(true)}>
            {numbers.show}
          </Button>
        </Fact>
      )}
      {name && asking && (
        <PurposeDialog
          name={name}
          reveal={(purpose) => call<typeof revealRequest>('POST /api/rights/:id/reveal', { id, purpose })}
          onShown={setFull}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
