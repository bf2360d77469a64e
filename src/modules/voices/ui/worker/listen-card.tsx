import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';

const texts = {
  card: { zh: '说说您的工作和作息 · 6 下', en: 'Your work and your rest · 6 taps' },
} as const;

/** The way to the six questions, from the home page. */
export function ListenCard() {
  const say = useText(texts);
  return <Link href="/listen">{say('card')}</Link>;
}
