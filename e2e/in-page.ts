/** What a journey asks of the page itself. These functions run in the browser; the declarations are all they use of it. */

interface Box {
  readonly width: number;
  readonly height: number;
}
interface Element {
  readonly tagName: string;
  readonly outerHTML: string;
  readonly type?: string;
  readonly innerText?: string;
  readonly ariaLabel: string | null;
  readonly parentElement: Element | null;
  readonly scrollWidth: number;
  checkVisibility(): boolean;
  closest(selector: string): Element | null;
  matches(selector: string): boolean;
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

/** How many pixels wide the page is: as wide as its window if nothing sticks out. */
export function pageWidth(): number {
  return document.documentElement.scrollWidth;
}

/**
 * How the element in focus shows it: `undefined` if by nothing. The ring may be drawn around what the element is part of
 * (a tile, a field with an icon).
 */
export function focusRing(): string | undefined {
  let element = document.activeElement;
  // The browser draws the one of the calendar's button itself, within the field.
  if (element?.type === 'date' && !element.matches(':focus-visible')) return 'calendar';
  for (let out = 0; element && element !== document.body && out < 4; out += 1) {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2)
      return `${outlineWidth} ${outlineStyle}`;
    element = element.parentElement;
  }
  return undefined;
}

/** What the focus is on, for the message of a failure. */
export function focused(): string {
  const element = document.activeElement;
  if (!element || element === document.body) return 'nothing';
  return element.outerHTML.slice(0, 200);
}

interface Transfer {
  readonly items: { add(file: object): unknown };
}
declare const DataTransfer: new () => Transfer;

/** What the browser hands over when a file is dropped: a `DataTransfer` with this file in it. */
export function dragged({ name, base64 }: { readonly name: string; readonly base64: string }): Transfer {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  transfer.items.add(new File([bytes], name));
  return transfer;
}
