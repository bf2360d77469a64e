import { kernelError } from '../errors.ts';
import type { Locale } from '../i18n.ts';

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * PostgreSQL takes no NUL and no half of a surrogate pair, and other control characters would reach terminals, SMS and
 * sheets. What is looked through is as shallow as its schema.
 */
export function refuseUnwritable(value: unknown, path: readonly string[], locale: Locale): void {
  if (typeof value === 'string' && (CONTROL.test(value) || !value.isWellFormed())) {
    const reason = { zh: '含有无法保存的字符', en: 'a character that cannot be stored' }[locale];
    throw kernelError('bad_request', { field: path.join('.'), params: { reason } });
  }
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) refuseUnwritable(inner, [...path, key], locale);
}
