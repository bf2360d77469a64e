/** How long a category is kept; the words of `docs/data-register.md` under "Retention". */
export const KEPT = ['membership', 'account', 'roster', 'request', 'message', 'log', 'place'] as const;
export type Kept = (typeof KEPT)[number];

export const BASES = ['consent', 'request', 'roster', 'duty'] as const;
export type Basis = (typeof BASES)[number];

export const CATEGORIES = [
  'identity',
  'contact',
  'work',
  'membership',
  'transfers',
  'warnings',
  'rosters',
  'applications',
  'consents',
  'requests',
  'messages',
  'account',
  'places',
  'looks',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Holding {
  readonly basis: readonly Basis[];
  readonly kept: readonly Kept[];
  /** Columns as in `docs/data-register.md`; `*` is every other personal column of the table. */
  readonly columns: readonly string[];
}

/**
 * What is held about a person, by category: told to the person, and held by a test against `docs/data-register.md`, so
 * that neither of them says what the other does not.
 */
export const HOLDINGS: Readonly<Record<Category, Holding>> = {
  identity: {
    basis: ['consent'],
    kept: ['membership'],
    columns: ['people.person.*'],
  },
  contact: {
    basis: ['consent'],
    kept: ['membership'],
    columns: ['people.person.phone_sealed', 'people.person.phone_hash'],
  },
  work: {
    basis: ['consent', 'roster'],
    kept: ['membership', 'roster'],
    columns: [
      'people.person.occupation',
      'people.person.employer_id',
      'people.person.employer_name',
      'people.person.area_code',
      'people.person.employment',
      'people.person.left_on',
      'people.person.details_sealed',
    ],
  },
  membership: {
    basis: ['consent'],
    kept: ['membership'],
    columns: [
      'people.membership.*',
      'people.person.org_id',
      'people.person.standing',
      'people.person.number',
      'people.person.joined_on',
    ],
  },
  transfers: { basis: ['request', 'consent', 'duty'], kept: ['membership'], columns: ['people.transfer.*'] },
  warnings: { basis: ['consent', 'duty'], kept: ['membership'], columns: ['people.warning.*'] },
  rosters: {
    basis: ['roster'],
    kept: ['roster', 'membership'],
    columns: ['people.roster_entry.*', 'people.roster_row.*', 'people.person.on_roster'],
  },
  applications: {
    basis: ['consent', 'request', 'duty'],
    kept: ['membership', 'request'],
    columns: ['people.application.*', 'people.tracking_link.*'],
  },
  consents: { basis: ['duty'], kept: ['membership', 'account'], columns: ['people.consent.*'] },
  requests: { basis: ['request', 'duty'], kept: ['request'], columns: ['people.rights_request.*'] },
  messages: { basis: ['request'], kept: ['message'], columns: ['kernel.message.*', 'kernel.opt_out.*'] },
  account: {
    basis: ['request', 'duty'],
    kept: ['account'],
    columns: [
      'auth.user.*',
      'auth.session.*',
      'auth.code.*',
      'auth.code_quota.*',
      'auth.lockout.*',
      'auth.attempt.*',
      'kernel.lifted.*',
      'kernel.idempotency.*',
    ],
  },
  places: {
    basis: ['request', 'consent'],
    kept: ['place'],
    columns: ['places.sighting.*', 'places.fault_report.*', 'places.booking.*'],
  },
  looks: { basis: ['duty'], kept: ['log'], columns: ['kernel.audit_entry.*', 'kernel.state_change.*'] },
};

/** A term and what is held under it, in the reader's language. */
export interface Line {
  readonly term: string;
  readonly value: string;
}
