/** Who is meant by what somebody typed into the search box. */
export type Sought =
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'surname'; readonly character: string }
  | { readonly by: 'letters'; readonly letters: string }
  | { readonly by: 'part'; readonly text: string }
  | { readonly by: 'nobody' };

const SPACES_AND_DOTS = /[\s·•‧・∙⋅]/g;

/** Lower-case letters without marks; ü is v, as on a keyboard. Everything else is left out. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ü', 'v')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}

/**
 * Digits are a member number if they are ten, and nobody otherwise: a phone or an ID number does not belong into a list's
 * address and is looked up by another endpoint. Undefined where nothing was typed.
 */
export function readSought(q: string): Sought | undefined {
  const text = q.normalize('NFKC').replace(SPACES_AND_DOTS, '');
  if (text === '') return undefined;
  if (/\d/.test(text)) return /^\d{10}$/.test(text) ? { by: 'number', number: text } : { by: 'nobody' };
  if (/^[\p{Script=Latin}\p{M}'’.-]+$/u.test(text)) {
    const letters = plainLetters(text);
    return letters === '' ? { by: 'nobody' } : { by: 'letters', letters };
  }
  return [...text].length === 1 ? { by: 'surname', character: text } : { by: 'part', text };
}
