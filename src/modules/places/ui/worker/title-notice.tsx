import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Phone } from 'lucide-react';
import type { Output } from '#kernel/contract';
import type { getNotice, listNotices } from '#places/titles/contract';
import { call } from '#web/client.ts';
import { useAbout } from '#web/kit/about.ts';
import { useDates } from '#web/kit/dates.ts';
import { Link, useAddress } from '#web/kit/router.tsx';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { texts } from './title-texts.ts';

type Notice = Output<typeof getNotice>;
type Listed = Output<typeof listNotices>['items'][number];

/** 称号公示, for anybody: those that stand now, or the one in the address. */
export function NoticePage() {
  const id = useAddress().query.get('id');
  return id === null ? <Notices /> : <OneNotice key={id} id={id} />;
}

function Notices() {
  const say = useText(texts);
  const list = useQuery({
    queryKey: ['title-notices'],
    queryFn: ({ signal }) => call<typeof listNotices>('GET /api/public/title-notices', {}, { signal }),
  });
  return (
    <>
      <Title text={say('title')} />
      <Answer query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="card">{say('none')}</p>
          ) : (
            <>
              <p className="quiet">{say('intro')}</p>
              {items.map((notice) => (
                <NoticeCard key={notice.id} notice={notice} />
              ))}
            </>
          )
        }
      </Answer>
    </>
  );
}

function NoticeCard({ notice: { id, place, title, until } }: { notice: Listed }) {
  const say = useText(texts);
  const dates = useDates();
  return (
    <section className="card stack">
      <h2>
        <Link href={`/notice?id=${id}`}>{place.name}</Link>
      </h2>
      <p>{say('proposed', { title })}</p>
      <p className="quiet">{say('until', { day: dates.year(until) })}</p>
    </section>
  );
}

function OneNotice({ id }: { id: string }) {
  const say = useText(texts);
  const one = useQuery({
    queryKey: ['title-notice', id],
    queryFn: ({ signal }) => call<typeof getNotice>('GET /api/public/title-notices/:id', { id }, { signal }),
  });
  return (
    <>
      <Title text={one.data?.place.name ?? say('oneTitle')} />
      <Answer query={one}>{(notice) => <Whole notice={notice} />}</Answer>
      <Link className="btn line" href="/notice">
        {say('all')}
      </Link>
    </>
  );
}

function Whole({ notice }: { notice: Notice }) {
  const say = useText(texts);
  const dates = useDates();
  useAbout(notice.place);
  const { place, title, grantor, from, until, over, criteria, source } = notice;
  return (
    <>
      {over && <p className="note">{say('over')}</p>}
      <section className="card stack">
        <h2>{say('proposed', { title })}</h2>
        <dl className="stack">
          <Line name={say('grantor')} value={grantor} />
          <Line
            name={say('when')}
            value={say('span', { from: dates.year(from), until: dates.year(until) })}
          />
          <Line name={say('source')} value={source} />
        </dl>
        <Link className="btn line" href={`/p/${place.code}`}>
          {say('place')}
        </Link>
      </section>
      <section className="card stack">
        <h2>{say('criteria')}</h2>
        <ul className="stack">
          {criteria.map(({ code, text, by }) => (
            <li key={code} className="flex gap-2">
              {by && <CircleCheck size={20} aria-hidden className="mt-1 shrink-0" />}
              <span>
                {text} <span className="quiet">{say(by ?? 'open')}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      {!over && <HowToObject phone={notice.phone} />}
    </>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="quiet">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function HowToObject({ phone }: { phone: string | null }) {
  const say = useText(texts);
  return (
    <section className="card stack">
      <h2>{say('object')}</h2>
      <p>{say('objectHow')}</p>
      {phone && (
        <a className="btn" href={`tel:${phone}`}>
          <Phone size={20} aria-hidden />
          {say('call', { phone })}
        </a>
      )}
    </section>
  );
}
