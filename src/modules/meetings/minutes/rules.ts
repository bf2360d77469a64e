import type { MeetingState, SECTION_KINDS } from '../contract.ts';

type SectionKind = (typeof SECTION_KINDS)[number];

/** Why the text of the minutes cannot be changed in this state; null where it can. */
export function obstacleToWriting(
  state: MeetingState,
): 'minutes_not_held' | 'minutes_not_open' | 'minutes_issued' | null {
  if (state === 'held' || state === 'minutes_draft') return null;
  if (state === 'minutes_circulated') return 'minutes_not_open';
  return state === 'issued' ? 'minutes_issued' : 'minutes_not_held';
}

/** Sections made from records stay; those of topics and of one's own may be taken out and come back. */
export function mayTakeOut(kind: SectionKind): boolean {
  return kind === 'other' || kind === 'topic';
}

/** Whether the draft may be shown to the units: it says how far they agreed, and no section is empty. */
export function isReady(consensus: string | null, sections: readonly { readonly text: string }[]): boolean {
  return consensus !== null && sections.length > 0 && sections.every(({ text }) => text.trim() !== '');
}

/** Whether `ids` are exactly the sections that stand, in another order. */
export function isOrderOf(ids: readonly string[], standing: readonly string[]): boolean {
  return (
    ids.length === standing.length &&
    new Set(ids).size === ids.length &&
    ids.every((id) => standing.includes(id))
  );
}

/** What an answer of a unit says of the draft: of it as a whole, and of single sections. Read with care: units send it. */
export function remarkIn(
  what: Readonly<Record<string, unknown>>,
): { readonly agrees: boolean | null; readonly sectionId: string | null; readonly text: string }[] {
  const agrees = typeof what['agrees'] === 'boolean' ? what['agrees'] : null;
  const words = (value: unknown): string => (typeof value === 'string' ? value : '');
  const parts = Array.isArray(what['sections']) ? (what['sections'] as Record<string, unknown>[]) : [];
  const whole = words(what['text']) || words(what['note']);
  return [
    ...(whole || parts.length === 0 ? [{ agrees, sectionId: null, text: whole }] : []),
    ...parts.map((part) => ({
      agrees,
      sectionId: words(part['sectionId']) || null,
      text: words(part['text']),
    })),
  ];
}
