import { Languages } from 'lucide-react';
import { setLocale, useLocale } from './locale.ts';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

/** The other language, named in that language. */
export function LanguageSwitch() {
  const words = useWords(frameWords);
  const other = useLocale() === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="link"
      lang={other === 'en' ? 'en' : 'zh-CN'}
      onClick={() => setLocale(other)}
    >
      <Languages size={16} aria-hidden /> {words.otherLanguage}
    </button>
  );
}
