/** A name without the words that many share; all of it where nothing else is left. */
export function coreOf(name: string, commonWords: readonly string[]): string {
  const core = commonWords
    .reduce((left, word) => left.replaceAll(word, ''), name)
    .replaceAll(/[\s()（）·-]/gu, '');
  return core === '' ? name : core;
}

/**
 * How much alike two texts are, 0 to 1: the share of their trigrams that both have, as pg_trgm counts them. Counted
 * here, since a PostgreSQL without a locale knows no Chinese letters.
 */
export function likenessOf(a: string, b: string): number {
  const [ours, theirs] = [trigramsOf(a), trigramsOf(b)];
  const shared = [...ours].filter((trigram) => theirs.has(trigram)).length;
  return shared / (ours.size + theirs.size - shared);
}

function trigramsOf(text: string): ReadonlySet<string> {
  const letters = [' ', ' ', ...text.toLowerCase(), ' '];
  return new Set(letters.slice(2).map((letter, at) => letters[at]! + letters[at + 1]! + letter));
}

/** What two texts that are alike have at least one of in common: their pairs of letters. */
export function pairsOf(text: string): string[] {
  const letters = [...text];
  if (letters.length === 1) return letters;
  return [...new Set(letters.slice(1).map((letter, at) => letters[at]! + letter))];
}
