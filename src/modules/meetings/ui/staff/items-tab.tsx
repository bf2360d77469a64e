import './items.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { listMeetingItems } from '#meetings/items/contract';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { CarryDialog } from './item-carry.tsx';
import { ItemDue, ItemStanding, useItemColumns } from './item-columns.tsx';
import { QuickAdd } from './item-quick.tsx';
import type { Carried, MeetingItems } from './item-reads.ts';
import { itemTabWords } from './item-tab-texts.ts';
import { itemWords } from './item-texts.ts';
import type { MeetingTabProps } from './meeting-tabs.ts';

/** What the meeting has to hear first, then what was agreed at it. */
export function ItemsTab({ meeting }: MeetingTabProps) {
  const words = useWords(itemTabWords);
  const list = useQuery(ask<typeof listMeetingItems>('GET /api/meetings/:id/items', { id: meeting.id }));
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const { may } = list.data;
  return (
    <>
      {may.manage && !may.add && <p className="note">{words.notHeld}</p>}
      <CarriedPart meetingId={meeting.id} list={list.data} />
      {may.add && <QuickAdd meetingId={meeting.id} issued={meeting.state === 'issued'} list={list.data} />}
      <AgreedPart list={list.data} />
    </>
  );
}

function CarriedPart({ meetingId, list }: { readonly meetingId: string; readonly list: MeetingItems }) {
  const words = useWords(itemTabWords);
  const [hearing, setHearing] = useState<Carried | null>(null);
  const left = list.carried.filter(({ heard }) => heard === null).length;
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.carried}</h2>
        {list.carried.length > 0 && list.may.hear && (
          <Tag tone={left > 0 ? 'mind' : 'ok'}>{left > 0 ? words.unheard(left) : words.allHeard}</Tag>
        )}
      </div>
      <p className="quiet">{list.carried.length > 0 ? words.carriedNote : words.noCarried}</p>
      <ul className="lines item-carried">
        {list.carried.map((item) => (
          <li key={item.id}>
            <CarriedLine item={item} />
            {list.may.hear && item.heard === null && (
              <Button onClick={() => setHearing(item)}>{words.hear}</Button>
            )}
          </li>
        ))}
      </ul>
      {hearing && <CarryDialog meetingId={meetingId} item={hearing} onClose={() => setHearing(null)} />}
    </section>
  );
}

function CarriedLine({ item }: { readonly item: Carried }) {
  const words = useWords(itemWords);
  const tab = useWords(itemTabWords);
  const { heard } = item;
  return (
    <div className="grow">
      <Link className="link" to="/items/$id" params={{ id: item.id }}>
        {item.text}
      </Link>
      <div className="row">
        <ItemStanding item={item} />
        {item.closedAt === null && <ItemDue item={item} />}
        <small>
          {item.lead.name}
          {item.owner && ` · ${item.owner.name}`} · {item.meeting.title}
        </small>
      </div>
      {item.reason && <div>{`${words.page.reason}：${item.reason}`}</div>}
      {item.outcome && <div>{`${words.page.outcome}：${item.outcome}`}</div>}
      {heard && (
        <div className="note item-said">
          {tab.heardAs(words.decisions[heard.decision])}
          {heard.said && ` · ${heard.said}`}
        </div>
      )}
    </div>
  );
}

function AgreedPart({ list }: { readonly list: MeetingItems }) {
  const words = useWords(itemTabWords);
  const columns = useItemColumns({ meeting: false });
  return (
    <section className="card list">
      <div className="filters">
        <h2>{words.agreed}</h2>
      </div>
      {list.agreed.length === 0 ? (
        <Blank title={words.noAgreed} />
      ) : (
        <Records caption={words.agreed} rows={list.agreed} columns={columns} idOf={({ id }) => id} />
      )}
    </section>
  );
}
