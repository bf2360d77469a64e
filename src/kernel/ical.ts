/** Something with a time, as a calendar shows it. Instants in milliseconds since 1970. */
export interface Entry {
  /** Stays the same for good: a changed event replaces the one before. */
  readonly uid: string;
  /** How often it changed. */
  readonly sequence: number;
  /** When it was made or last changed. */
  readonly stamp: number;
  readonly from: number;
  /** Null where nobody knows when it ends. */
  readonly to: number | null;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  readonly summary: string;
  readonly location: string | null;
  readonly description: string | null;
}

export interface CalendarHead {
  readonly name: string;
  /** Of ours: what the file is of. */
  readonly product: 'Bookings' | 'Meetings';
  /** `CANCEL` (RFC 5546 §3.2.5) takes out of a calendar what it holds under the same uids. */
  readonly method?: 'PUBLISH' | 'CANCEL';
}

/** An iCalendar file (RFC 5545): UTC times, lines of at most 75 octets ending in CRLF. */
export function calendarFile(
  { name, product, method = 'PUBLISH' }: CalendarHead,
  entries: readonly Entry[],
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Zhijia//${product}//ZH`,
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(entry: Entry): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${instant(entry.stamp)}`,
    `DTSTART:${instant(entry.from)}`,
    ...(entry.to === null ? [] : [`DTEND:${instant(entry.to)}`]),
    `STATUS:${entry.status}`,
    `SUMMARY:${escaped(entry.summary)}`,
    ...(entry.location ? [`LOCATION:${escaped(entry.location)}`] : []),
    ...(entry.description ? [`DESCRIPTION:${escaped(entry.description)}`] : []),
    'END:VEVENT',
  ];
}

/** `20261202T040000Z` */
function instant(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
}

/** TEXT of §3.3.11. */
export function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** §3.1: 75 octets a line, the rest on lines that begin with a space; no character is cut in two. */
export function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_0000 ? 3 : 4;
}
