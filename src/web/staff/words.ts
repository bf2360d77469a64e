import { useLocale, type Locale } from './locale.ts';

/** Sentences, functions that make sentences, and groups of them. */
export interface Words {
  readonly [key: string]: string | ((...values: never[]) => string) | readonly string[] | Words;
}

/** The other language says everything the first one says, with the same values. */
type SameWords<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : T[K] extends readonly string[]
        ? readonly string[]
        : SameWords<T[K]>;
};

/** Texts of a screen. A sentence that is missing in English, or takes other values there, does not compile. */
export function defineWords<const Zh extends Words>(
  zh: Zh,
  en: NoInfer<SameWords<Zh>>,
): Readonly<Record<Locale, SameWords<Zh>>> {
  return { zh: zh as unknown as SameWords<Zh>, en };
}

/** The texts in the language of the page. */
export function useWords<T>(words: Readonly<Record<Locale, T>>): T {
  return words[useLocale()];
}

/** Keys of a group of words, in the order in which they are written. */
export function keysOf<K extends string>(group: Readonly<Record<K, string>>): K[] {
  return Object.keys(group) as K[];
}

/** The word for a code that came from the server, or the code itself if it is newer than this page. */
export function wordFor(group: Readonly<Record<string, string>>, code: string): string {
  return group[code] ?? code;
}
