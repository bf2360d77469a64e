import { z } from 'zod';
import { endpoint, phoneField, textField, timeField } from '../contract.ts';

/** Apps show `123 456`, and some keyboards write full-width digits. */
const code = z
  .string()
  .max(20)
  .transform((text) => text.normalize('NFKC').replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'accounts.bad_code'));
/** Why a session is over that nobody signed out of: a role was given or taken, its owner ended it elsewhere, an administrator did. */
export const SESSION_ENDS = ['role_changed', 'by_owner', 'by_admin'] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

export const DEVICE_KINDS = ['phone', 'tablet', 'computer', 'unknown'] as const;
export const DEVICE_APPS = [
  'wechat',
  'wecom',
  'dingtalk',
  'alipay',
  'edge',
  'firefox',
  'chrome',
  'safari',
  'other',
] as const;
export const DEVICE_SYSTEMS = ['android', 'harmony', 'ios', 'windows', 'mac', 'linux', 'other'] as const;

const deviceSchema = z.object({
  kind: z.enum(DEVICE_KINDS),
  app: z.enum(DEVICE_APPS),
  system: z.enum(DEVICE_SYSTEMS),
});
/** Where somebody is signed in, no finer than its owner needs to tell one from another. */
export type Device = z.output<typeof deviceSchema>;

/** 8 to 128 characters, not only digits (birthdays, phone numbers); better-auth hashes it with scrypt. */
export const passwordField = z
  .string()
  .min(8, 'accounts.weak_password')
  .max(128)
  .regex(/\D/, 'accounts.weak_password');

const accountSchema = z
  .object({
    id: z.string(),
    /** An officer's name; empty for a worker. */
    name: z.string(),
    grants: z.array(z.object({ role: z.string(), orgId: z.number().int() })),
    totp: z.boolean(),
  })
  .meta({ id: 'Account' });

export const getSession = endpoint({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in; `account` is null for a guest',
  access: 'public',
  input: z.object({}),
  output: z.object({
    account: accountSchema.nullable(),
    /** Why the session this browser had is over, for a day. */
    ended: z.enum(SESSION_ENDS).optional(),
  }),
});

export const sendCode = endpoint({
  method: 'POST',
  path: '/api/session/code',
  summary: 'Send a sign-in code to a phone; the answer is the same whether the phone is known or not',
  access: 'public',
  input: z.object({ phone: phoneField }),
  output: z.object({ retryAfterSeconds: z.number().int() }),
  status: 202,
  errors: ['accounts.code_too_soon'],
  sample: { phone: '13800138000' },
  limit: 30,
  transaction: false,
  light: true,
});

export const signInByCode = endpoint({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in with phone and code; the first time makes the account',
  access: 'public',
  input: z.object({ phone: phoneField, code }),
  output: z.object({ account: accountSchema }),
  errors: ['accounts.wrong_code', 'accounts.password_needed'],
  sample: { phone: '13800138000', code: '123456' },
  limit: 30,
  transaction: false,
  light: true,
});

export const signInByPassword = endpoint({
  method: 'POST',
  path: '/api/session/password',
  summary: 'Sign in as staff; `totp` asks for the second factor next, `enrol` for setting it up',
  access: 'public',
  input: z.object({ phone: phoneField, password: z.string().min(1).max(128) }),
  output: z.object({ next: z.enum(['done', 'totp', 'enrol']) }),
  errors: ['accounts.wrong_password', 'accounts.locked'],
  sample: { phone: '13800138000', password: 'a long passphrase' },
  limit: 30,
  transaction: false,
  light: true,
});

export const signInByTotp = endpoint({
  method: 'POST',
  path: '/api/session/totp',
  summary: 'Second factor after the password: six digits, or one of the backup codes',
  access: 'public',
  input: z.object({ code: textField(20) }),
  output: z.object({ account: accountSchema }),
  errors: ['accounts.wrong_totp', 'accounts.locked'],
  sample: { code: '123456' },
  limit: 30,
  transaction: false,
  light: true,
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out',
  access: 'public',
  input: z.object({}),
  output: z.object({ done: z.literal(true) }),
  transaction: false,
  light: true,
});

export const startTotp = endpoint({
  method: 'POST',
  path: '/api/account/totp',
  summary:
    'Begin to set up the second factor: a secret for the authenticator app and backup codes, shown once',
  access: 'person',
  input: z.object({ password: z.string().min(1).max(128) }),
  output: z.object({ uri: z.string(), secret: z.string(), backupCodes: z.array(z.string()) }),
  errors: ['accounts.wrong_password', 'accounts.locked', 'accounts.totp_on'],
  sample: { password: 'a long passphrase' },
  limit: 30,
  transaction: false,
});

export const confirmTotp = endpoint({
  method: 'PUT',
  path: '/api/account/totp',
  summary: 'Finish it with the first code of the app',
  access: 'person',
  input: z.object({ code }),
  output: z.object({ done: z.literal(true) }),
  errors: ['accounts.wrong_totp', 'accounts.totp_not_started'],
  sample: { code: '123456' },
  limit: 30,
  transaction: false,
});

export const changePassword = endpoint({
  method: 'PUT',
  path: '/api/account/password',
  summary: 'Change the password; ends the other sessions of the account',
  access: 'person',
  input: z.object({ current: z.string().min(1).max(128), next: passwordField }),
  output: z.object({ done: z.literal(true) }),
  errors: ['accounts.wrong_password', 'accounts.locked', 'accounts.weak_password'],
  sample: { current: 'a long passphrase', next: 'another long passphrase' },
  limit: 30,
  transaction: false,
});

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/account/sessions',
  summary: 'Where this account is signed in, and the access tokens that speak for it',
  access: 'person',
  input: z.object({}),
  output: z.object({
    sessions: z.array(
      z.object({
        id: z.string(),
        device: deviceSchema,
        signedInAt: timeField,
        /** To the half minute. */
        lastUsedAt: timeField,
        current: z.boolean(),
      }),
    ),
    tokens: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        createdAt: timeField,
        expiresAt: timeField,
        lastUsedAt: timeField.nullable(),
      }),
    ),
  }),
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/account/sessions/:id',
  summary: 'End one session of this account, at once',
  access: 'person',
  input: z.object({ id: textField(64) }),
  output: z.object({ done: z.literal(true) }),
  errors: ['accounts.session_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const endOtherSessions = endpoint({
  method: 'POST',
  path: '/api/account/sessions/end-others',
  summary: 'End every session of this account but the one that asks; access tokens stay',
  access: 'person',
  input: z.object({}),
  output: z.object({ ended: z.number().int() }),
});

export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/api/account/tokens/:id',
  summary: 'Revoke an access token of this account, at once',
  access: 'person',
  input: z.object({ id: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  errors: ['accounts.token_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});
