import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import type { Roster } from './roster-reads.ts';
import { rosterWords } from './roster-texts.ts';

/** How old a roster is: marked when it is due, quiet when it is not. */
export function RosterAge({ reconciledAt, stale }: Pick<Roster, 'reconciledAt' | 'stale'>) {
  const words = useWords(rosterWords);
  const { age } = useFormats();
  if (reconciledAt === null) return <Tag tone="plain">{words.never}</Tag>;
  if (stale) return <Tag tone="mind">{words.ago(age(reconciledAt))}</Tag>;
  return <span className="quiet">{words.agoFresh(age(reconciledAt))}</span>;
}
