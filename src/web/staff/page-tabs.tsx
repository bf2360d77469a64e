import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useFilters } from './filters.ts';

export interface PageTab<K extends string> {
  readonly key: K;
  readonly name: string;
}

export interface PageTabsProps<K extends string> {
  /** At least one. */
  readonly tabs: readonly PageTab<K>[];
  readonly children: (now: K) => ReactNode;
}

/**
 * The tabs of a page; which is open stands in the address (`tab`). Our own: on a narrow window those of antd hide some
 * behind a button that no tab list may hold.
 */
export function PageTabs<K extends string>({ tabs, children }: PageTabsProps<K>) {
  const [filters, setFilters] = useFilters();
  const now = tabs.find(({ key }) => key === filters['tab']) ?? tabs[0]!;
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = tabs[(tabs.indexOf(now) + step + tabs.length) % tabs.length]!;
    setFilters({ tab: next.key });
    list.current?.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus();
  };
  return (
    <>
      <div className="page-tabs" role="tablist" tabIndex={-1} ref={list} onKeyDown={move}>
        {tabs.map(({ key, name }) => (
          <button
            key={key}
            id={`tab-${key}`}
            type="button"
            role="tab"
            aria-selected={key === now.key}
            aria-controls="tab-panel"
            tabIndex={key === now.key ? 0 : -1}
            onClick={() => setFilters({ tab: key })}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${now.key}`}>
        {children(now.key)}
      </div>
    </>
  );
}
