import { useEffect } from 'react';
import { ApiError } from '#web/client.ts';
import { Link, useAddress } from '#web/kit/router.tsx';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { FaultList } from './fault-list.tsx';
import { forgetFault, keepFault, useKeptFaults } from './fault-kept.ts';
import { FaultStory } from './fault-story.tsx';
import { texts } from './fault-texts.ts';
import { useFault } from './fault-tracking.ts';

/** 我报的问题: one by the token in the fragment, which browsers send to no server; else all of this phone and account. */
export function FaultPage() {
  const { fragment } = useAddress();
  return fragment ? <One key={fragment} token={fragment} /> : <Several />;
}

function Several() {
  const say = useText(texts);
  return (
    <>
      <Title text={say('title')} />
      <FaultList />
      <section className="card stack">
        <p>{say('noneHint')}</p>
        <Link className="btn line" href="/near">
          {say('findPlaces')}
        </Link>
      </section>
    </>
  );
}

function One({ token }: { token: string }) {
  const say = useText(texts);
  const fault = useFault(token);
  const kept = useKeptFaults().some((each) => each.token === token);
  const gone = fault.error instanceof ApiError && (fault.error.status === 404 || fault.error.status === 410);
  const known = fault.data !== undefined;
  // A link that came by SMS is kept on this phone as well.
  useEffect(() => {
    if (known && !kept) keepFault({ token, id: null, at: Date.now() });
    // Once: what is removed by hand stays removed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [known, token]);
  useEffect(() => {
    if (gone) forgetFault(token);
  }, [gone, token]);
  return (
    <>
      <Title text={say('title')} />
      <Answer query={fault}>{(view) => <FaultStory token={token} view={view} kept={kept} />}</Answer>
      {gone && (
        <Link className="btn line" href="/fault">
          {say('title')}
        </Link>
      )}
    </>
  );
}
