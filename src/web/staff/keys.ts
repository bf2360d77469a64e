import { useEffect, useRef } from 'react';
import { recall, remember } from '../kit/storage.ts';
import { createStore, useStore } from '../kit/store.ts';

/** Single-letter keys can be switched off (WCAG 2.1.4): dictation software types them by accident. */
const singleKeys = createStore(recall<'off'>('keys') !== 'off');

export function useSingleKeys(): boolean {
  return useStore(singleKeys);
}

export function switchKeys(on: boolean): void {
  remember('keys', on ? null : 'off');
  singleKeys.set(on);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
  );
}

/** Whether a dialog lies over the page; drawers do not count, they belong to their page. */
function dialogOpen(): boolean {
  return [...document.querySelectorAll<HTMLElement>('.ant-modal-wrap')].some(
    (wrap) => wrap.style.display !== 'none',
  );
}

/** What a key does; `false` leaves the key to the browser. */
export type KeyAction = () => boolean | void;

/** Keys of a page: `{ j: next, '/': search }`. Silent while somebody types or a dialog is open. */
export function useKeys(keys: Readonly<Record<string, KeyAction>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys.get()) return;
      const action = latest.current[event.key];
      if (!action || isTyping(event.target) || dialogOpen()) return;
      if (action() !== false) event.preventDefault();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
