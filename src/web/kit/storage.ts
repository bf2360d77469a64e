/**
 * What this phone remembers. A browser in private mode throws on every touch of `localStorage`: then nothing is
 * remembered, and the page works all the same.
 */
export function recall<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(`zhijia.${key}`);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Keeps `value` under `key`; `null` forgets it. */
export function remember(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(`zhijia.${key}`);
    else localStorage.setItem(`zhijia.${key}`, JSON.stringify(value));
  } catch {
    // Not kept: see above.
  }
}
