import { useEffect } from 'react';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

/** Names the page in the browser's tab. */
export function useTitle(title: string): void {
  const { product } = useWords(frameWords);
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
