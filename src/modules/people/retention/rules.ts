/** What is cleared away by itself. */
export const RETENTION_CATEGORIES = [
  'former_members',
  'known_only',
  'applications',
  'tracking_links',
  'messages',
  'invitations',
  'requests',
  'answers',
  'voice_contacts',
  'voices',
] as const;
export type RetentionCategory = (typeof RETENTION_CATEGORIES)[number];

/** `anonymise`: what is left says nothing about anybody. */
export type RetentionAction = 'delete' | 'anonymise';

export type RetentionUnit = 'months' | 'days';

/** The instant before which something is due: `n` calendar months or days before `now`. A month has at most its own days. */
export function cutoffOf(now: Date, n: number, unit: RetentionUnit): Date {
  if (unit === 'days') return new Date(now.getTime() - n * 86_400_000);
  const at = new Date(now);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - n);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  return at;
}
