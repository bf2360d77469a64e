import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import type { getTransfer } from '#people/moves/contract';
import { useFormats } from '#web/staff/format.ts';
import { useKeys } from '#web/staff/keys.ts';
import { Fact, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { TransferActionDialog } from './transfer-actions.tsx';
import {
  isMine,
  toneOfTransfer,
  TRANSFER_ACTIONS,
  type TransferAction,
  type TransferDetail,
} from './transfer-reads.ts';
import { transferWords } from './transfer-texts.ts';

interface TransferDrawerProps {
  readonly id: string;
  readonly onStep: (by: number) => void;
  readonly onClose: () => void;
}

/** One transfer beside the list: where it stands, until when, and what the reader may do; j and k go on and back. */
export function TransferDrawer({ id, onStep, onClose }: TransferDrawerProps) {
  const words = useWords(transferWords);
  const { message } = App.useApp();
  const one = useQuery(ask<typeof getTransfer>('GET /api/transfers/:id', { id }));
  const [action, setAction] = useState<TransferAction | null>(null);
  useKeys({ j: () => onStep(1), k: () => onStep(-1) });
  const offered = TRANSFER_ACTIONS.filter((each) => one.data?.may[each]);
  const done = (sentence: string): void => {
    setAction(null);
    message.success(sentence);
  };
  return (
    <Drawer
      open
      size={560}
      title={words.drawer.title}
      onClose={onClose}
      footer={
        offered.length > 0 && (
          <div className="row">
            {offered.map((each) => (
              <Button
                key={each}
                type={each === 'accept' ? 'primary' : 'default'}
                danger={each === 'refuse'}
                onClick={() => setAction(each)}
              >
                {words.actions[each]}
              </Button>
            ))}
          </div>
        )
      }
    >
      {one.isLoading && <Loading />}
      {one.error && <Problem error={one.error} onRetry={() => void one.refetch()} />}
      {one.data && <Detail transfer={one.data} />}
      {one.data && action && (
        <TransferActionDialog
          action={action}
          transfer={one.data}
          onDone={done}
          onClose={() => setAction(null)}
        />
      )}
    </Drawer>
  );
}

function Detail({ transfer }: { readonly transfer: TransferDetail }) {
  const words = useWords(transferWords);
  const { day } = useFormats();
  const { state, dueOn } = transfer;
  return (
    <div className="stack">
      <div className="row">
        <h2>{transfer.name}</h2>
        <Tag tone={toneOfTransfer(transfer)}>{isMine(transfer) ? words.mine : words.states[state]}</Tag>
      </div>
      {state === 'requested' && <p className="note">{words.drawer.waits.requested}</p>}
      {state === 'confirmed' && (
        <div className="note mind">
          {!isMine(transfer) && <div>{words.drawer.waits.confirmed}</div>}
          {dueOn && <b>{words.due(day(dueOn))}</b>}
        </div>
      )}
      <Facts transfer={transfer} />
      <section>
        <h3>{words.drawer.history}</h3>
        <Past changes={transfer.history} states={words.states} />
      </section>
    </div>
  );
}

function Facts({ transfer }: { readonly transfer: TransferDetail }) {
  const words = useWords(transferWords);
  const { moment } = useFormats();
  const { drawer } = words;
  const { consentAt, consentHow, closedAt, personId } = transfer;
  return (
    <dl className="facts">
      <Fact name={drawer.from}>{transfer.from.name}</Fact>
      <Fact name={drawer.to}>{transfer.to.name}</Fact>
      <Fact name={drawer.startedBy}>{words.starts[transfer.startedBy]}</Fact>
      <Fact name={drawer.created}>{moment(transfer.createdAt)}</Fact>
      {transfer.note && <Fact name={drawer.note}>{transfer.note}</Fact>}
      {consentAt && (
        <Fact name={drawer.consent}>
          {moment(consentAt)} {consentHow && <small>{drawer.consents[consentHow]}</small>}
        </Fact>
      )}
      {transfer.reason && <Fact name={drawer.reason}>{transfer.reason}</Fact>}
      {closedAt && (
        <Fact name={drawer.closed}>
          {moment(closedAt)} {transfer.byItself && <small>{drawer.byItself}</small>}
        </Fact>
      )}
      {personId && (
        <Fact name={drawer.person}>
          <Link to="/people" search={{ group: 'all', open: personId }}>
            {drawer.personLink}
          </Link>
        </Fact>
      )}
    </dl>
  );
}
