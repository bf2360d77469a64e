import { z } from 'zod';

/**
 * Who may call: `public` anyone; `person` anyone signed in; `module.permission` a role that holds it somewhere (the
 * action then checks it at the organisation concerned).
 */
export type Access = 'public' | 'person' | `${string}.${string}`;

/** What an endpoint promises, written once: route, checks, OpenAPI, client types and the machine-made tests read it. */
export interface Contract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` parts are fields of `input`; the others come from the query (GET, DELETE, uploads) or the JSON body. */
  readonly path: `/api/${string}`;
  /** One line for `/api` and OpenAPI. */
  readonly summary: string;
  readonly access: Access;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  /** Success status; 200 when absent. */
  readonly status?: 200 | 201 | 202;
  /** Codes this endpoint can answer beyond those that follow from `access` and `input`. */
  readonly errors?: readonly string[];
  /** A well-formed input, for the docs and as the seed of malformed ones. */
  readonly sample?: Readonly<Record<string, unknown>>;
  /** Requests a minute for one address (guests) or one account. */
  readonly limit?: number;
  /** A raw file body with one of these media types instead of JSON; it arrives as `upload` beside the input. */
  readonly accepts?: { readonly types: readonly string[]; readonly maxBytes: number };
  /** The answer is a file of this media type instead of JSON. */
  readonly produces?: string;
  /** A file that is shown in the page and the same for everybody: browsers and proxies may keep it so many seconds. */
  readonly cacheSeconds?: number;
  /**
   * Writes run in one transaction with their idempotency key. `false` for the few that work through a library with
   * connections of its own (signing in).
   */
  readonly transaction?: false;
  /** It reads, or writes no more than a line or two (an audit entry, a session): goes on while the disk is nearly full. */
  readonly light?: true;
}

/** Types a contract; no behaviour. Browser-safe. */
export function endpoint<const C extends Contract>(contract: C): C {
  return contract;
}

/** What the handler is given. */
export type Input<C extends Contract> = z.output<C['input']>;
/** What the client receives. */
export type Output<C extends Contract> = z.output<C['output']>;
/** What a client sends: defaults may be left out. */
export type Request<C extends Contract> = z.input<C['input']>;

/** Full-width digits, spaces, dashes and +86 are how people type; the number itself is 11 digits. */
export function normalisePhone(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-()]/g, '')
    .replace(/^(\+|00)86/, '');
}

/** A mainland mobile number, in any way it is usually typed. */
export const phoneField = z
  .string()
  .max(30)
  .transform(normalisePhone)
  .pipe(z.string().regex(/^1[3-9]\d{9}$/, 'kernel.bad_phone'));

/** `YYYY-MM-DD` from 1900 to 2199: PostgreSQL has no year 0, and a typing error should not become a date. */
export const dateField = z.iso.date().check(z.regex(/^(19|20|21)/));

/** An instant, ISO 8601 in UTC. */
export const timeField = z.iso.datetime();

/** A label in both languages is looked up on the page; this is a plain one of at most `max` characters, trimmed. */
export function textField(max: number): z.ZodString {
  return z.string().trim().min(1).max(max);
}

/** Fields of every list: an opaque `cursor` from the page before, and how many rows. */
export const pageFields = {
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** A page of `item`; `next` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** The steps of one thing, oldest first; `by` is a name, or `guest`, or `system:…`. */
export const historySchema = z.array(
  z.object({
    at: timeField,
    from: z.string().nullable(),
    to: z.string(),
    reason: z.string().nullable(),
    by: z.string(),
  }),
);

/** Something an officer should do; `code` names the sentence on the screen. */
export const todoSchema = z.object({
  code: z.string(),
  count: z.number().int(),
  /** Since when the oldest has waited; of things that come due, when the first does. */
  oldest: timeField.nullable(),
  minutes: z.number().int(),
  href: z.string(),
});
