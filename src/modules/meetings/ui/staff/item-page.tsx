import './items.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { getItem, revealOwner } from '#meetings/items/contract';
import { useFormats } from '#web/staff/format.ts';
import { Fact, FormProblem, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useTitle } from '#web/staff/title.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { ErrandList } from './errand-list.tsx';
import { ItemDue, ItemStanding } from './item-columns.tsx';
import { ItemConcerns } from './item-concerns.tsx';
import { ItemEditDialog } from './item-edit.tsx';
import { ItemFiles } from './item-files.tsx';
import { ChaseDialog, ProgressDialog } from './item-notes.tsx';
import { ItemPast } from './item-past.tsx';
import { isOpenItem, type ItemDetail, type ItemState } from './item-reads.ts';
import { ItemStepDialog } from './item-steps.tsx';
import { itemWords } from './item-texts.ts';

/** One agreed item: what, who, until when, how far, and everything that happened. */
export function ItemPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const item = useQuery(ask<typeof getItem>('GET /api/items/:id', { id }));
  if (item.error) return <Problem error={item.error} onRetry={() => void item.refetch()} />;
  return item.data ? <Page item={item.data} /> : <Loading />;
}

type Doing = 'edit' | 'progress' | 'chase' | ItemState;

function Page({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords);
  useTitle(item.text);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  return (
    <>
      <div className="head">
        <h1>{item.text}</h1>
        {item.mayManage && <Actions item={item} onDo={setDoing} />}
      </div>
      <Standing item={item} />
      <div className="two">
        <div>
          <Facts item={item} />
          <ItemConcerns item={item} />
          <ItemFiles item={item} />
        </div>
        <div>
          <ItemPast item={item} />
        </div>
      </div>
      <section className="item-errands">
        <h2>{words.errands}</h2>
        <ErrandList about={{ item: item.id }} leadUnit={item.lead.id} />
      </section>
      {doing === 'edit' && <ItemEditDialog item={item} onClose={close} />}
      {doing === 'progress' && <ProgressDialog id={item.id} onClose={close} />}
      {doing === 'chase' && <ChaseDialog id={item.id} onClose={close} />}
      {doing !== null && doing !== 'edit' && doing !== 'progress' && doing !== 'chase' && (
        <ItemStepDialog item={item} to={doing} onClose={close} />
      )}
    </>
  );
}

/** The usual next step of each state is the one button; all others are behind it. */
const USUAL: Readonly<Partial<Record<ItemState, Doing>>> = {
  assigned: 'accepted',
  disputed: 'assigned',
  accepted: 'progress',
  in_progress: 'reported',
  reported: 'verified',
  verified: 'closed',
  deferred: 'progress',
};

function Actions({ item, onDo }: { readonly item: ItemDetail; readonly onDo: (what: Doing) => void }) {
  const words = useWords(itemWords);
  const nameOf = (what: Doing): string => {
    if (what === 'edit') return words.edit;
    if (what === 'progress') return words.progress;
    return what === 'chase' ? words.chase : words.steps[what];
  };
  const main = USUAL[item.state];
  const notes: Doing[] = isOpenItem(item) ? ['chase'] : [];
  if (['accepted', 'in_progress', 'deferred'].includes(item.state)) notes.unshift('progress');
  const steps = item.next.filter((to) => !(to === 'in_progress' && notes.includes('progress')));
  const others = [...new Set<Doing>([...steps, ...notes, 'edit'])].filter((what) => what !== main);
  return (
    <div className="row">
      {main && (
        <Button type="primary" onClick={() => onDo(main)}>
          {nameOf(main)}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: others.map((key) => ({ key, label: nameOf(key), danger: key === 'failed' })),
          onClick: ({ key }) => onDo(key as Doing),
        }}
      >
        <Button>{words.more}</Button>
      </Dropdown>
    </div>
  );
}

function Standing({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords).page;
  const { age } = useFormats();
  return (
    <p className="row item-standing">
      <ItemStanding item={item} />
      <ItemDue item={item} />
      <span className="quiet">{words.since(age(item.steppedAt))}</span>
    </p>
  );
}

function Facts({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords);
  const { day } = useFormats();
  const { page, hows } = words;
  return (
    <section className="card">
      <dl className="facts">
        <Fact name={page.measure}>{item.measure}</Fact>
        <Fact name={page.lead}>
          {item.lead.name} {item.lead.left && <small>{words.leftUnit}</small>}
        </Fact>
        {item.support.length > 0 && (
          <Fact name={page.support}>{item.support.map(({ name }) => name).join('、')}</Fact>
        )}
        <Fact name={page.owner}>
          <Owner item={item} />
        </Fact>
        {item.reason && <Fact name={page.reason}>{item.reason}</Fact>}
        {item.outcome && <Fact name={page.outcome}>{item.outcome}</Fact>}
        {item.how && <Fact name={page.how}>{hows[item.how]}</Fact>}
        <Fact name={page.theme}>{item.theme?.name ?? page.none}</Fact>
        {item.topic && <Fact name={page.topic}>{item.topic.title}</Fact>}
        <Fact name={page.meeting}>
          <Link to="/meetings/$id" params={{ id: item.meeting.id }} search={{ tab: 'items' }}>
            {item.meeting.title}
          </Link>
        </Fact>
        <Fact name={page.agreed}>{day(item.agreedAt)}</Fact>
      </dl>
    </section>
  );
}

/** Who answers for it; the phone only on a press, which is noted. */
function Owner({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords);
  const reveal = useSend<typeof revealOwner>('POST /api/items/:id/phone');
  if (!item.owner) return <>{words.noOwner}</>;
  const { name, title, hasPhone } = item.owner;
  return (
    <>
      {[name, title].filter(Boolean).join(' · ')}{' '}
      {hasPhone && item.mayManage && !reveal.data && (
        <Button size="small" loading={reveal.isPending} onClick={() => reveal.mutate({ id: item.id })}>
          {words.page.showPhone}
        </Button>
      )}
      {reveal.data?.phone && <a href={`tel:${reveal.data.phone}`}>{reveal.data.phone}</a>}
      {!hasPhone && isOpenItem(item) && <small>{words.page.noPhone}</small>}
      <FormProblem error={reveal.error} />
    </>
  );
}
