import { z } from 'zod';
import { dateField, endpoint, phoneField, textField, timeField } from '#kernel/contract';
import { passwordField } from '#kernel/accounts/contract';
import { orgParam } from '../tree/contract.ts';

/** The same words as the kernel's roles; a browser must not load the kernel for them. */
export const OFFICER_ROLES = ['chair', 'membership_officer', 'viewer', 'system_admin', 'auditor'] as const;

export const listOfficers = endpoint({
  method: 'GET',
  path: '/api/orgs/:id/officers',
  summary: 'Who holds or held a role here, and open invitations',
  access: 'orgs.read',
  input: z.object({ id: orgParam }),
  output: z.object({
    officers: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        role: z.enum(OFFICER_ROLES),
        from: timeField,
        until: timeField.nullable(),
        endReason: z.string().nullable(),
        current: z.boolean(),
      }),
    ),
    invitations: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        phone: z.string().describe('masked'),
        role: z.enum(OFFICER_ROLES),
        expiresAt: timeField,
        expired: z.boolean(),
      }),
    ),
  }),
  errors: ['orgs.not_found'],
  sample: { id: '1' },
});

export const inviteOfficer = endpoint({
  method: 'POST',
  path: '/api/orgs/:id/invitations',
  summary: 'Invite an officer by phone: role, until when, and whose role it takes over',
  access: 'orgs.officers',
  input: z.object({
    id: orgParam,
    name: textField(40),
    phone: phoneField,
    role: z.enum(OFFICER_ROLES),
    /** The role ends by itself on this day. */
    until: dateField.optional(),
    /** Hand-over: the officer entry that ends when the invitation is accepted. */
    replaces: z.uuid().optional(),
  }),
  output: z.object({ id: z.uuid(), link: z.string().describe('shown once; the same link goes out by SMS') }),
  status: 201,
  errors: [
    'orgs.not_found',
    'orgs.not_standing',
    'orgs.may_not_invite',
    'orgs.already_invited',
    'orgs.officer_not_found',
    'orgs.until_past',
  ],
  sample: { id: 1, name: '赵敏', phone: '13800138000', role: 'membership_officer' },
});

export const revokeInvitation = endpoint({
  method: 'DELETE',
  path: '/api/invitations/:id',
  summary: 'Withdraw an invitation; its link stops working',
  access: 'orgs.officers',
  input: z.object({ id: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  errors: ['orgs.invitation_gone', 'orgs.not_found', 'orgs.may_not_invite'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const lookAtInvitation = endpoint({
  method: 'POST',
  path: '/api/invitations/look',
  summary: 'What an invitation link offers; the token comes from the link’s fragment',
  access: 'public',
  input: z.object({ token: z.string().min(10).max(80) }),
  output: z.object({
    org: z.string(),
    role: z.enum(OFFICER_ROLES),
    name: z.string(),
    phone: z.string().describe('masked'),
    expiresAt: timeField,
    /** The invited phone has a staff account already: its password is kept. */
    hasPassword: z.boolean(),
  }),
  errors: ['orgs.invitation_gone'],
  sample: { token: 'abcdefghijklmnopqrstuvwxyz0' },
  limit: 30,
  light: true,
});

export const sendInvitationCode = endpoint({
  method: 'POST',
  path: '/api/invitations/code',
  summary: 'Send a code to the invited phone',
  access: 'public',
  input: z.object({ token: z.string().min(10).max(80) }),
  output: z.object({ retryAfterSeconds: z.number().int() }),
  status: 202,
  errors: ['orgs.invitation_gone', 'accounts.code_too_soon'],
  sample: { token: 'abcdefghijklmnopqrstuvwxyz0' },
  limit: 30,
  transaction: false,
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/invitations/accept',
  summary: 'Accept: proves the phone by its code, sets a password where there is none, and takes the role',
  access: 'public',
  input: z.object({
    token: z.string().min(10).max(80),
    code: z.string().regex(/^\d{6}$/, 'accounts.bad_code'),
    password: passwordField.optional(),
  }),
  output: z.object({ org: z.string(), role: z.enum(OFFICER_ROLES) }),
  errors: ['orgs.invitation_gone', 'accounts.wrong_code', 'orgs.password_missing', 'orgs.duties_separated'],
  sample: { token: 'abcdefghijklmnopqrstuvwxyz0', code: '123456', password: 'a long passphrase' },
  limit: 30,
  transaction: false,
});

export const endOfficer = endpoint({
  method: 'POST',
  path: '/api/officers/:id/end',
  summary: 'End an officer’s role now, with a reason; works at once in every open session',
  access: 'orgs.officers',
  input: z.object({ id: z.uuid(), reason: textField(200) }),
  output: z.object({ done: z.literal(true) }),
  errors: ['orgs.officer_not_found', 'orgs.not_found', 'orgs.may_not_invite', 'orgs.last_admin'],
  sample: { id: '01890000-0000-7000-8000-000000000000', reason: '换届' },
});

export const endOfficerSessions = endpoint({
  method: 'POST',
  path: '/api/officers/:id/end-sessions',
  summary: 'Sign an officer out everywhere, at once; the role stays',
  access: 'orgs.officers',
  input: z.object({ id: z.uuid() }),
  output: z.object({ ended: z.number().int() }),
  errors: ['orgs.officer_not_found', 'orgs.not_found', 'orgs.may_not_invite'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const resetSecondFactor = endpoint({
  method: 'POST',
  path: '/api/officers/:id/reset-second-factor',
  summary:
    'For a lost authenticator: another person takes the second factor off, with a reason; it is set up anew',
  access: 'orgs.accounts',
  input: z.object({ id: z.uuid(), reason: textField(200) }),
  output: z.object({
    /** Whether the officer is told by SMS; false where no number is on record. */
    told: z.boolean(),
  }),
  errors: [
    'orgs.officer_not_found',
    'orgs.not_found',
    'orgs.may_not_invite',
    'orgs.not_yourself',
    'orgs.roles_elsewhere',
    'orgs.no_second_factor',
  ],
  sample: { id: '01890000-0000-7000-8000-000000000000', reason: '手机丢失，备用码也找不到' },
});
