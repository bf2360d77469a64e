import { useSyncExternalStore } from 'react';

function subscribe(heard: () => void): () => void {
  addEventListener('online', heard);
  addEventListener('offline', heard);
  return () => {
    removeEventListener('online', heard);
    removeEventListener('offline', heard);
  };
}

/** What the phone says about its network. It may be wrong about "online", hardly ever about "offline". */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}
