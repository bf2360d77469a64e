/** Spaces, dashes, full-width digits and +86 are how people type a phone number; as the server reads it. */
export function normalisePhone(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\s\-()]/g, '');
  return plain.replace(/^(\+|00)86/, '');
}

/** A mainland mobile number, in any way it is usually typed. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(normalisePhone(text));
}
