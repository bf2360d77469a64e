import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiError, call } from '#web/client.ts';
import { useAbout } from '#web/kit/about.ts';
import { firstAnswer } from '#web/kit/first.ts';
import { useLook } from '#web/kit/look.ts';
import { useNow } from '#web/kit/now.ts';
import { Link, useAddress } from '#web/kit/router.tsx';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import type { publicPlace } from '../../near/contract.ts';
import { GoThere } from './go-there.tsx';
import { ListAge } from './list-age.tsx';
import { useTerms } from './near-answer.ts';
import { PlaceFacts } from './place-facts.tsx';
import { texts } from './place-page-texts.ts';
import { PlaceShare } from './place-share.tsx';
import { openState, type PlaceView } from './place-words.ts';
import { BookLink } from './book-link.tsx';
import { ReportPlace } from './report-place.tsx';

/** `/p/CODE`: one place, as its QR opens it. The key of the sign is in the fragment, which is sent to no server. */
export function PlacePage() {
  const { path, fragment } = useAddress();
  const code = path.slice('/p/'.length).toUpperCase();
  const signKey = new URLSearchParams(fragment).get('k');
  return /^[2-9A-HJ-NP-Z]{6}$/.test(code) ? <One key={code} code={code} signKey={signKey} /> : <BadCode />;
}

function BadCode() {
  const say = useText(texts);
  return (
    <section className="card stack">
      <Title text={say('badCode')} />
      <p>{say('badCodeHint')}</p>
      <Link className="btn" href="/near">
        {say('others')}
      </Link>
    </section>
  );
}

function One({ code, signKey }: { code: string; signKey: string | null }) {
  const say = useText(texts);
  const asked = useQuery({
    queryKey: ['place', code],
    queryFn: () => call<typeof publicPlace>('GET /api/public/places/:code', { code }),
    staleTime: 60_000,
    ...firstAnswer<typeof publicPlace>('GET /api/public/places/:code', { code }),
  });
  const gone = asked.error instanceof ApiError && asked.error.status === 404;
  return (
    <>
      <Answer query={asked}>{(place) => <Whole place={place} signKey={signKey} />}</Answer>
      {gone && (
        <>
          <Title text={say('badCode')} />
          <Link className="btn" href="/near">
            {say('others')}
          </Link>
        </>
      )}
    </>
  );
}

function Whole({ place, signKey }: { place: PlaceView; signKey: string | null }) {
  useAbout(place);
  const { language } = useLook();
  const now = useNow(30_000);
  const terms = useTerms();
  const gone = openState(place, now).standing === 'gone';
  const { fragment } = useAddress();
  // Who comes to tell that it is closed need not look for where.
  useEffect(() => {
    if (fragment === 'report') document.getElementById('report')?.scrollIntoView();
  }, [fragment]);
  return (
    <>
      <Title text={place.name} />
      <ListAge at={place.at} now={now} what="place" />
      <PlaceFacts place={place} language={language} now={now} terms={terms}>
        {!gone && (
          <div className="stack tight">
            <GoThere place={place} />
            <PlaceShare place={place} now={now} terms={terms} />
            <BookLink place={place} />
          </div>
        )}
        <ReportPlace place={place} signKey={signKey} />
      </PlaceFacts>
    </>
  );
}
