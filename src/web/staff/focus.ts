/**
 * Gives the focus back to where it was when a dialog or drawer goes away. antd does so for one that it hides; ours leave
 * the page when they are closed, and the focus would be lost with them (WCAG 2.4.3).
 */
export function returnFocus(overlays: HTMLElement): void {
  const origins = new WeakMap<Node, HTMLElement>();
  let last: HTMLElement | undefined;
  const layerOf = (element: Node | undefined): Node | undefined =>
    [...overlays.children].find((layer) => element && layer.contains(element));
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const layer = layerOf(target);
    if (layer && last && layerOf(last) !== layer && !origins.has(layer)) origins.set(layer, last);
    last = target;
  });
  const removed = (records: MutationRecord[]): void => {
    const gone = records.flatMap(({ removedNodes }) => [...removedNodes]);
    const origin = gone.map((layer) => origins.get(layer)).find((found) => found !== undefined);
    if (!origin || document.activeElement !== document.body) return;
    // What opened it may have gone, too: a row that was handled.
    (origin.isConnected ? origin : document.getElementById('content'))?.focus();
  };
  new MutationObserver(removed).observe(overlays, { childList: true });
}
