import { z } from 'zod';
import { endpoint, textField, timeField } from '#kernel/contract';
import { orgNumber, orgRef } from '#orgs/contract';
import { CONCERN_STATES, OUTCOMES, REFERRAL_LANES } from '../../contract.ts';

const SAMPLE = '01890000-0000-7000-8000-000000000000';

export const referralSchema = z
  .object({
    id: z.uuid(),
    lane: z.enum(REFERRAL_LANES),
    toOrg: orgRef.nullable(),
    note: z.string().nullable(),
    caseNo: z.string().nullable(),
    /** The ticket at the place that it was made into. */
    faultId: z.uuid().nullable(),
    madeAt: timeField,
    how: z.enum(OUTCOMES).nullable(),
    outcome: z.string().nullable(),
    endedAt: timeField.nullable(),
  })
  .meta({ id: 'Referral' });

export const referConcern = endpoint({
  method: 'POST',
  path: '/api/concerns/:id/referrals',
  summary: 'Hands a concern on: aid desk, legal aid, 12351, the keeper of a station, a joint meeting',
  access: 'voices.answer',
  input: z.object({
    id: z.uuid(),
    lane: z.enum(REFERRAL_LANES),
    /** This union or one above. */
    toOrg: orgNumber.optional(),
    note: z.string().trim().max(300).optional(),
    /** Of lane `hotline`: the number of the case there. */
    caseNo: z.string().trim().max(40).optional(),
  }),
  output: z.object({ id: z.uuid() }),
  status: 201,
  errors: [
    'voices.concern_not_found',
    'voices.concern_settled',
    'voices.referral_open',
    'voices.referral_union',
    'voices.referral_place',
  ],
  sample: { id: SAMPLE, lane: 'joint_topic' },
});

export const endReferral = endpoint({
  method: 'POST',
  path: '/api/referrals/:id/outcome',
  summary: 'What came of a referral; everybody whose voice is in it hears',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), how: z.enum(OUTCOMES), text: textField(300) }),
  output: z.object({ state: z.enum(CONCERN_STATES) }),
  errors: ['voices.referral_not_found', 'voices.referral_ended'],
  sample: { id: SAMPLE, how: 'solved', text: '已经修好' },
});
