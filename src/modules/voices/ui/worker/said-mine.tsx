import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { useKeptSaid } from './said-kept.ts';
import { SaidCards } from './said-list.tsx';
import { texts } from './said-texts.ts';

const FEW = 3;

/** What was said on this phone, for 我的: the latest few, and the way to all. */
export function MySaid() {
  const say = useText(texts);
  const kept = useKeptSaid();
  return (
    <>
      <h2>{say('title')}</h2>
      <SaidCards kept={kept.slice(0, FEW)} />
      {kept.length > FEW && (
        <Link className="text-btn" href="/said">
          {say('title')}
        </Link>
      )}
    </>
  );
}
