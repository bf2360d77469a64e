import { newKey } from '#web/client.ts';
import { recall, remember } from '#web/kit/storage.ts';

/**
 * Words that were typed and not saved yet, in this browser. Each tab keeps its own beside those of the others, and takes
 * away only its own: two tabs of one writer cannot lose each other's words, and a tab that is opened takes over what one
 * that was closed has left.
 */
const TAB = newKey();

interface Entry<T> {
  readonly at: number;
  readonly kept: T;
}

type Entries<T> = Readonly<Record<string, Entry<T>>>;

/** The newest words under `key`, of whichever tab; this tab has them from now on. */
export function takeWords<T>(key: string): T | null {
  const { [TAB]: mine, ...others } = recall<Entries<T>>(key) ?? {};
  if (mine) return mine.kept;
  const [newest] = Object.entries(others).sort(([, a], [, b]) => b.at - a.at);
  if (!newest) return null;
  const [tab, entry] = newest;
  const { [tab]: _taken, ...rest } = others;
  remember(key, { ...rest, [TAB]: entry } satisfies Entries<T>);
  return entry.kept;
}

/** Keeps `words` as those of this tab; null once they are saved. */
export function keepWords<T>(key: string, words: T | null): void {
  const { [TAB]: _mine, ...others } = recall<Entries<T>>(key) ?? {};
  const all: Entries<T> = words === null ? others : { ...others, [TAB]: { at: Date.now(), kept: words } };
  remember(key, Object.keys(all).length > 0 ? all : null);
}

/** Whether this browser keeps anything: in private mode it may refuse. */
export function mayKeep(): boolean {
  remember('kept', TAB);
  const kept = recall('kept') === TAB;
  remember('kept', null);
  return kept;
}
