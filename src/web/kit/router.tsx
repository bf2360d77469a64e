import { useMemo, type AnchorHTMLAttributes, type MouseEvent } from 'react';
import { createStore, useStore } from './store.ts';

/** On the server a page's first content is rendered without an address bar (web/first). */
const inBrowser = typeof document !== 'undefined';

/** The address bar as a store. For a handful of pages TanStack Router costs 30 kB gzipped, this 0.6 (measured). */
const address = createStore(inBrowser ? read() : '/');
if (inBrowser) addEventListener('popstate', () => address.set(read()));

function read(): string {
  return location.pathname + location.search + location.hash;
}

export interface Address {
  /** Without a trailing slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Without the `#`. */
  readonly fragment: string;
}

export function useAddress(): Address {
  const text = useStore(address);
  return useMemo(() => {
    const url = new URL(text, location.origin);
    return {
      path: url.pathname.replace(/(.)\/+$/, '$1'),
      query: url.searchParams,
      fragment: url.hash.slice(1),
    };
  }, [text]);
}

/** Goes to a page of this surface; `replace` leaves no way back to the present one. */
export function goTo(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  scrollTo(0, 0);
  address.set(read());
}

/** A link within this surface. New tabs and other servers are left to the browser. */
export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(href);
  };
  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- the content is among the other props
  return <a href={href} onClick={follow} {...rest} />;
}
