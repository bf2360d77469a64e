import { useEffect } from 'react';
import { Link, useAddress } from '#web/kit/router.tsx';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { dropSaid, keepSaid, useKeptSaid } from './said-kept.ts';
import { SaidCards } from './said-list.tsx';
import { SaidStory } from './said-story.tsx';
import { texts } from './said-texts.ts';
import { isGone, useSaid } from './said-view.ts';

/** 我提过的: one by the token in the fragment, which browsers send to no server; else all of this phone. */
export function SaidPage() {
  const { fragment } = useAddress();
  return fragment ? <One key={fragment} token={fragment} /> : <Several />;
}

function Several() {
  const say = useText(texts);
  const kept = useKeptSaid();
  return (
    <>
      <Title text={say('title')} />
      {kept.length > 0 && <SaidCards kept={kept} />}
      <section className="card stack">
        {kept.length === 0 && <h2>{say('none')}</h2>}
        <p>{say('noneHint')}</p>
      </section>
    </>
  );
}

function One({ token }: { token: string }) {
  const say = useText(texts);
  const said = useSaid(token);
  const kept = useKeptSaid().some((each) => each.token === token);
  const gone = isGone(said.error);
  const known = said.data !== undefined;
  // A link that came by SMS is kept on this phone as well.
  useEffect(() => {
    if (known && !kept) keepSaid(token);
    // Once: what is removed by hand stays removed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [known, token]);
  useEffect(() => {
    if (gone) dropSaid(token);
  }, [gone, token]);
  return (
    <>
      <Title text={say('title')} />
      <Answer query={said}>{(view) => <SaidStory token={token} view={view} kept={kept} />}</Answer>
      {gone && (
        <Link className="btn line" href="/said">
          {say('title')}
        </Link>
      )}
    </>
  );
}
