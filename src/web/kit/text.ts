import { useLook, type Language } from './look.ts';

/** One sentence in every language of the interface; `{name}` stands for a parameter. */
export type Text = Readonly<Record<Language, string>>;
export type Params = Readonly<Record<string, string | number>>;
export type Texts<K extends string> = Readonly<Record<K, Text>>;

export type Say<K extends string> = (key: K, params?: Params) => string;

/** The sentences of a table in the person's language: `const say = useText(texts)`, then `say('title')`. */
export function useText<K extends string>(texts: Texts<K>): Say<K> {
  return sayIn(texts, useLook().language);
}

/** The same in a given language: for what the server renders as well, where no person has chosen yet. */
export function sayIn<K extends string>(texts: Texts<K>, language: Language): Say<K> {
  return (key, params) => fill(texts[key][language], params);
}

function fill(sentence: string, params: Params = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}
