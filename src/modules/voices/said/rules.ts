type State = 'open' | 'grouped' | 'answered';

/**
 * Where a voice stands after its teller added something. Answered, it opens again unless they say that it helped: words
 * under an answer that nobody reads would be lost.
 */
export function afterAddition(state: State, helped: boolean | null): State {
  return state === 'answered' && helped !== true ? 'open' : state;
}

/** A name so that its owner knows it: a link gets forwarded. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(rest.length);
}

/** A contact so that its owner knows it and nobody else can use it. */
export function maskContact(contact: string): string {
  const phone = /^(?:\+?86)?(1\d{2})\d{4}(\d{4})$/.exec(contact.replace(/[\s-]/g, ''));
  if (phone) return `${phone[1]}****${phone[2]}`;
  const at = contact.indexOf('@');
  return `${[...contact].slice(0, 2).join('')}***${at > 0 ? contact.slice(at) : ''}`;
}
