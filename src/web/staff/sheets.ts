/**
 * Where antd puts its styles. Our content security policy allows no `<style>` elements (default-src 'self'), and
 * antd 6 writes some even with `zeroRuntime`: the theme's variables. So they go into an element outside the
 * document, where the browser neither applies nor refuses them, and from there into constructed style sheets, which
 * only script that the policy already trusts can make. Nothing is weakened, and the 109 kB of antd.css stay away.
 */
export function styleShelf(): Element {
  const shelf = document.createElement('div');
  const sheets = new WeakMap<Node, CSSStyleSheet>();

  const publish = (): void => {
    document.adoptedStyleSheets = [...shelf.children].map((style) => {
      const sheet = sheets.get(style) ?? new CSSStyleSheet();
      if (!sheets.has(style)) sheet.replaceSync(style.textContent);
      sheets.set(style, sheet);
      return sheet;
    });
  };

  // In the same breath and not by a MutationObserver: antd measures in layout effects, right after it has written.
  shelf.insertBefore = (node, before) => {
    Node.prototype.insertBefore.call(shelf, node, before);
    if (node.textContent !== '') publish();
    return node;
  };
  shelf.appendChild = (node) => {
    Node.prototype.appendChild.call(shelf, node);
    if (node.textContent !== '') publish();
    return node;
  };
  return shelf;
}
