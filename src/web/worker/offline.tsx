import { useQueryClient } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { away } from '../kit/away.ts';
import { useNow } from '../kit/now.ts';
import { useOnline } from '../kit/online.ts';
import { useStore } from '../kit/store.ts';
import { useText } from '../kit/text.ts';
import { texts } from './texts.ts';

/** A thin line: no network, and how old is what one sees; or a server that is away. */
export function Offline() {
  const say = useText(texts);
  const online = useOnline();
  const cache = useQueryClient();
  const now = useNow(30_000);
  const gone = useStore(away);
  if (online && gone) {
    return (
      <p className="offline" role="status">
        <WifiOff size={16} /> {say('away')}
      </p>
    );
  }
  if (online) return null;
  const newest = Math.max(
    0,
    ...cache
      .getQueryCache()
      .getAll()
      .map(({ state }) => state.dataUpdatedAt),
  );
  return (
    <p className="offline" role="status">
      <WifiOff size={16} /> {newest > 0 ? say('offlineAge', { ago: ago(now - newest) }) : say('offline')}
    </p>
  );

  function ago(milliseconds: number): string {
    const minutes = Math.floor(milliseconds / 60_000);
    if (minutes < 1) return say('now');
    return minutes < 60 ? say('minutes', { n: minutes }) : say('hours', { n: Math.floor(minutes / 60) });
  }
}
