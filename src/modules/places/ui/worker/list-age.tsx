import { History } from 'lucide-react';
import { useLook } from '#web/kit/look.ts';
import { useText } from '#web/kit/text.ts';
import { texts } from './near-texts.ts';
import { agoWords } from './place-words.ts';

const OLD_MS = 600_000;

export interface ListAgeProps {
  /** When the server said so; ISO 8601. */
  readonly at: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The server does not answer. */
  readonly away?: boolean;
  readonly what: 'list' | 'place';
}

/** How old what one sees is, once that matters: what is open is told by hours that may have changed since. */
export function ListAge({ at, now, away = false, what }: ListAgeProps) {
  const say = useText(texts);
  const { language } = useLook();
  const age = now - Date.parse(at);
  if (!away && age < OLD_MS) return null;
  // In Chinese a number stands apart from the words before it.
  const ago = agoWords(Date.parse(at), now, language).replace(/^(?=\d)/, language === 'zh' ? ' ' : '');
  return (
    <p className="note mind" role="status">
      <History size={18} />
      {say(what === 'place' ? 'oldPlace' : away ? 'oldKept' : 'old', { ago })}
    </p>
  );
}
