import { Tag } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import type { Why } from './concern-reads.ts';
import { concernWords } from './concern-texts.ts';

/** Why two voices look alike, each reason with its words. */
export function WhyAlike({ why }: { readonly why: Why }) {
  const words = useWords(concernWords).why;
  return (
    <span className="concern-why">
      {why.samePlace && <Tag tone="info">{words.samePlace}</Tag>}
      {why.sameTheme && <Tag tone="plain">{words.sameTheme}</Tag>}
      {why.sameArea && <Tag tone="plain">{words.sameArea}</Tag>}
      {why.words > 0 && <Tag tone="plain">{words.words(Math.round(why.words * 100))}</Tag>}
    </span>
  );
}
