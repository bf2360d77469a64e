import { Copy, Share2 } from 'lucide-react';
import { useState } from 'react';
import { copyText } from '#web/kit/copy.ts';
import { useLook, type Language } from '#web/kit/look.ts';
import { sayIn, useText } from '#web/kit/text.ts';
import { facilityWord, inTermOrder, type Terms } from './facility-words.tsx';
import { todayWords } from './place-hours.ts';
import { texts } from './place-page-texts.ts';
import { texts as words } from './place-texts.ts';
import { openState, untilWords, type PlaceView } from './place-words.ts';

export interface PlaceShareProps {
  readonly place: PlaceView;
  readonly now: number;
  readonly terms: Terms;
}

/** A text for a chat: it says the essential even where nobody opens the link. */
export function PlaceShare({ place, now, terms }: PlaceShareProps) {
  const say = useText(texts);
  const { language } = useLook();
  const [copied, setCopied] = useState<boolean | null>(null);
  const text = shareText(place, now, terms, language);
  const url = addressOf(place);
  // Not in every browser, and over https only.
  const canShare = 'share' in navigator;
  return (
    <div className="stack tight">
      <div className="row">
        <button type="button" className="btn line flex-1" onClick={() => void copyText(text).then(setCopied)}>
          <Copy size={18} />
          {say('copy')}
        </button>
        {canShare && (
          <button
            type="button"
            className="btn line"
            onClick={() => void navigator.share({ title: place.name, text, url }).catch(() => undefined)}
          >
            <Share2 size={18} />
            {say('share')}
          </button>
        )}
      </div>
      <div aria-live="polite">
        {copied !== null && (
          <p className={copied ? 'note ok' : 'note mind'}>{say(copied ? 'copied' : 'notCopied')}</p>
        )}
        {copied === false && <pre className="copy-text">{text}</pre>}
      </div>
    </div>
  );
}

/** Without the key of the sign, which is for whoever stands before it. */
function addressOf({ code }: Pick<PlaceView, 'code'>): string {
  return `${location.origin}/p/${code}`;
}

function shareText(place: PlaceView, now: number, terms: Terms, language: Language): string {
  const say = sayIn(texts, language);
  const comma = language === 'zh' ? '，' : ', ';
  const state = openState(place, now);
  const standing = [sayIn(words, language)(state.standing), untilWords(state, now, language)];
  const today =
    state.standing === 'gone' || state.standing === 'paused' ? null : todayWords(place, now, language);
  const where = [place.address, place.directions].filter(Boolean).join(comma);
  const has = inTermOrder(place.facilities, terms).map((code) => facilityWord(code, terms, language));
  return [
    say('text', { name: place.name, state: standing.filter(Boolean).join(comma) }),
    today && today !== say('todayShut') ? say('textToday', { hours: today }) : today,
    where && say('textAddress', { address: where }),
    has.length > 0 && say('textHas', { what: has.join(language === 'zh' ? '、' : ', ') }),
    addressOf(place),
  ]
    .filter(Boolean)
    .join('\n');
}
