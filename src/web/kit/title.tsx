import { useEffect, useRef, type ReactNode } from 'react';

/** The first page leaves the focus where the browser put it. */
let shown = false;

/** The name of the page: its heading, and the title of the tab. A new page is announced by taking the focus. */
export function Title({ text, children }: { text: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} · 职工之家`;
  }, [text]);
  useEffect(() => {
    if (shown) heading.current?.focus({ preventScroll: true });
    shown = true;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? text}
    </h1>
  );
}
