import { CloudOff, RefreshCw } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { away } from '../kit/away.ts';
import { useStore } from '../kit/store.ts';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

function subscribeNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export function OfflineBar() {
  const words = useWords(frameWords);
  const online = useSyncExternalStore(subscribeNetwork, () => navigator.onLine);
  const gone = useStore(away);
  return (
    <div role="status">
      {!online && (
        <div className="bar">
          <CloudOff size={18} aria-hidden /> {words.offline}
        </div>
      )}
      {online && gone && (
        <div className="bar">
          <CloudOff size={18} aria-hidden /> {words.away}
        </div>
      )}
    </div>
  );
}

/** After an update of the server the parts of the old page are gone: Vite says so when it cannot load one. */
export function UpdateBar() {
  const words = useWords(frameWords);
  const [stale, setStale] = useState(false);
  useEffect(() => {
    const hear = (): void => setStale(true);
    window.addEventListener('vite:preloadError', hear);
    return () => window.removeEventListener('vite:preloadError', hear);
  }, []);
  if (!stale) return null;
  return (
    <div className="bar" role="alert">
      <RefreshCw size={18} aria-hidden /> {words.updated}
      <button type="button" className="link" onClick={() => location.reload()}>
        {words.reload}
      </button>
    </div>
  );
}
