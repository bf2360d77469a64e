import { Tag } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import type { Org } from './org-reads.ts';
import { lifeWords } from './life-texts.ts';

/** How long a term still runs, or has been over; nothing while its end is far. */
export function TermTag({ due }: { readonly due: Org['termDue'] }) {
  const words = useWords(lifeWords);
  if (!due) return null;
  if (due.stage === 'overdue') return <Tag tone="mind">{words.over(due.days)}</Tag>;
  return <Tag>{words.left(due.days)}</Tag>;
}
