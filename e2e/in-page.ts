/** What a journey asks of the page itself. These functions run in the browser; the declarations are all they use of it. */

interface Box {
  readonly width: number;
  readonly height: number;
}
interface Element {
  readonly tagName: string;
  readonly type?: string;
  readonly innerText?: string;
  readonly ariaLabel: string | null;
  readonly parentElement: Element | null;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  checkVisibility(): boolean;
  closest(selector: string): Element | null;
  getBoundingClientRect(): Box;
}
declare const document: {
  readonly documentElement: Element;
  readonly activeElement: Element | null;
  readonly body: Element;
  querySelectorAll(selector: string): Iterable<Element>;
};
declare const getComputedStyle: (
  element: Element,
) => Readonly<Record<'fontSize' | 'backgroundColor' | 'outlineStyle' | 'outlineWidth' | 'boxShadow', string>>;

/** Whatever can be pressed and is smaller than `least` either way, with its size in pixels. */
export function smallTargets(least: number): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll('a, button, input, select, textarea, summary')) {
    // Of a tile the whole label is pressed; what only screen readers and the keyboard see is not pressed at all.
    const hidden = element.type === 'radio' || element.type === 'checkbox';
    const { width, height } = ((hidden && element.closest('label')) || element).getBoundingClientRect();
    if (!element.checkVisibility() || (width <= 1 && height <= 1)) continue;
    if (width < least || height < least) {
      const name = element.innerText || element.ariaLabel || element.tagName;
      found.push(`${name}: ${Math.round(width)} × ${Math.round(height)}`);
    }
  }
  return found;
}

/** Size of the type of the page, in pixels. */
export function typeSize(): number {
  return Number.parseFloat(getComputedStyle(document.body).fontSize);
}

/** The colour behind everything, as `rgb(…)`. */
export function paper(): string {
  return getComputedStyle(document.body).backgroundColor;
}

/** By how many pixels the page is wider than its window. */
export function overflow(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}
