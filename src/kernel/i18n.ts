/** Languages of the interface: Chinese first, English beside it. */
export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** One sentence in every language of the interface. `{name}` stands for a parameter. */
export type Text = Readonly<Record<Locale, string>>;

/** Values for the `{name}` places of a {@link Text}. */
export type TextParams = Readonly<Record<string, string | number>>;

/** Fills the `{name}` places of `text`; a place without a value stays visible, so that a gap is seen and mended. */
export function fill(text: string, params: TextParams = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : place,
  );
}

/** `Accept-Language` (RFC 9110 §12.5.4) → our locale. Anything that does not prefer English gets Chinese. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', q = 'q=1'] = part.trim().split(/\s*;\s*/);
      return { tag: tag.toLowerCase(), weight: Number(q.replace('q=', '')) || 0 };
    })
    .filter(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'))
    .sort((a, b) => b.weight - a.weight);
  return ranked[0]?.tag.startsWith('en') ? 'en' : 'zh';
}
