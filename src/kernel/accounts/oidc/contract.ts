import { z } from 'zod';
import { endpoint, timeField } from '../../contract.ts';

/** What the provider put into the address of our page, passed on as it came. */
const returned = {
  state: z.string().min(1).max(500),
  code: z.string().min(1).max(4000).optional(),
  iss: z.string().max(500).optional(),
  error: z.string().max(100).optional(),
};
const COMING_BACK = ['accounts.oidc_off', 'accounts.oidc_away', 'accounts.oidc_cancelled'] as const;
const FAILING = ['accounts.oidc_expired', 'accounts.oidc_failed'] as const;

export const aboutOidc = endpoint({
  method: 'GET',
  path: '/api/session/oidc',
  summary: 'Whether staff may sign in at an identity provider, and what its button is called',
  access: 'public',
  input: z.object({}),
  output: z.object({ name: z.string().nullable() }),
});

export const startOidc = endpoint({
  method: 'POST',
  path: '/api/session/oidc/start',
  summary: 'Begin to sign in at the identity provider: the address to go to',
  access: 'public',
  input: z.object({}),
  output: z.object({ url: z.string() }),
  errors: ['accounts.oidc_off', 'accounts.oidc_away'],
  limit: 30,
  transaction: false,
});

export const signInByOidc = endpoint({
  method: 'POST',
  path: '/api/session/oidc',
  summary: 'Sign in with what the provider came back with; `totp` asks for our second factor next',
  access: 'public',
  input: z.object(returned),
  output: z.object({ next: z.enum(['done', 'totp', 'enrol']) }),
  errors: [...COMING_BACK, ...FAILING, 'accounts.oidc_not_linked'],
  sample: { code: 'abc', state: 'in.abc' },
  limit: 30,
  transaction: false,
});

export const getOidcLink = endpoint({
  method: 'GET',
  path: '/api/account/oidc',
  summary: 'The identity that this account is linked to, if it is',
  access: 'person',
  input: z.object({}),
  output: z.object({ name: z.string().nullable(), linkedAt: timeField.nullable() }),
});

export const startOidcLink = endpoint({
  method: 'POST',
  path: '/api/account/oidc/start',
  summary: 'Begin to link an identity: takes the password, since the link opens the account from then on',
  access: 'person',
  input: z.object({ password: z.string().min(1).max(128) }),
  output: z.object({ url: z.string() }),
  errors: ['accounts.oidc_off', 'accounts.oidc_away', 'accounts.wrong_password', 'accounts.locked'],
  sample: { password: 'a long passphrase' },
  limit: 30,
  transaction: false,
});

export const linkOidc = endpoint({
  method: 'PUT',
  path: '/api/account/oidc',
  summary: 'Link the identity that the provider came back with; it replaces the one before',
  access: 'person',
  input: z.object(returned),
  output: z.object({ done: z.literal(true) }),
  errors: [...COMING_BACK, ...FAILING, 'accounts.oidc_taken'],
  sample: { code: 'abc', state: 'link.abc' },
  limit: 30,
  transaction: false,
});

export const unlinkOidc = endpoint({
  method: 'DELETE',
  path: '/api/account/oidc',
  summary: 'Take the link off; ends the other sessions of the account, some of which it may have opened',
  access: 'person',
  input: z.object({}),
  output: z.object({ done: z.literal(true) }),
  errors: ['accounts.oidc_none'],
});
