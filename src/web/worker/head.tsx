import { changeLook, useLook } from '../kit/look.ts';
import { Link } from '../kit/router.tsx';
import { useText } from '../kit/text.ts';
import { useJoinTarget } from './join-target.ts';
import { texts } from './texts.ts';

/** Whose place this is, and the two switches that somebody who cannot read the page needs first. */
export function Head({ home }: { home: boolean }) {
  const say = useText(texts);
  const { elder, language } = useLook();
  const federation = useJoinTarget().data?.federation;
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <header className="head">
      <Link href="/" className={`brand min-w-0 flex-1 ${home ? '' : 'small'}`}>
        {say('brand')}
        {federation && <small>{federation.name}</small>}
      </Link>
      <button
        type="button"
        className={elder ? 'btn small' : 'btn line small'}
        aria-pressed={elder}
        onClick={() => changeLook({ elder: !elder })}
      >
        {say('elder')}
      </button>
      <button
        type="button"
        className="btn line small"
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        aria-label={say('otherLanguageName')}
        onClick={() => changeLook({ language: other })}
      >
        {say('otherLanguage')}
      </button>
    </header>
  );
}
