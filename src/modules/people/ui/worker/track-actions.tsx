import { useState } from 'react';
import { copyText } from '#web/kit/copy.ts';
import { goTo } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { forget } from './kept.ts';
import { isWaiting, type Tracking } from './tracking.ts';
import { texts } from './track-texts.ts';
import { Withdraw } from './withdraw.tsx';

/** What else can be done with an application; none of it is what one came for. */
export function TrackActions({ token, view, kept }: { token: string; view: Tracking; kept: boolean }) {
  const say = useText(texts);
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(`${location.origin}/track#${token}`));
  const remove = () => {
    forget(token);
    goTo('/track', { replace: true });
  };
  return (
    <section className="card">
      <div className="links">
        <button type="button" onClick={() => void copy()}>
          {say('copy')}
        </button>
        {(isWaiting(view.state) || view.state === 'returned') && <Withdraw token={token} view={view} />}
        {kept && (
          <button type="button" onClick={remove}>
            {say('forget')}
          </button>
        )}
      </div>
      <small role="status">{copied ? say('copied') : kept && say('forgetHint')}</small>
    </section>
  );
}
