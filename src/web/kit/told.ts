import type { ApiError } from '../client.ts';

/** What the server said and what to do, in one line: Latin sentences need a space between them, Chinese ones none. */
export function told({ message, hint }: ApiError): string {
  return message + (/[!-~]$/.test(message) ? ' ' : '') + hint;
}
