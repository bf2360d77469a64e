import { z } from 'zod';
import { endpoint, pageFields, pageOf, timeField } from '#kernel/contract';
import { orgParam, orgRef } from '#orgs/contract';

/**
 * Coverage (应入尽入), each number the same as the list it opens (`GET /api/people`, `group`):
 * known = members + notReached; retained members are no workers and stand beside them.
 */
const figures = {
  known: z.number().int(),
  members: z.number().int(),
  retained: z.number().int(),
  notReached: z.number().int(),
  /** Of those known: off the establishment (编外), and the four key groups of new forms of employment. */
  offEstablishment: z.number().int(),
  nef: z.number().int(),
  courier: z.number().int(),
  deliveryRider: z.number().int(),
  rideHailingDriver: z.number().int(),
  truckDriver: z.number().int(),
  /** Gone from the roster, and the membership is not settled. */
  left: z.number().int(),
};
const figuresSchema = z.object(figures).meta({ id: 'CoverageFigures' });
export type CoverageFigures = z.output<typeof figuresSchema>;

export const getCoverage = endpoint({
  method: 'GET',
  path: '/api/coverage',
  summary: 'Who is known, a member, not yet reached: a union, and each union or employer below it',
  access: 'people.read',
  input: z.object({
    /** The tops of your scope when absent. */
    orgId: orgParam.optional(),
    by: z.enum(['union', 'employer']).default('union'),
    sort: z.enum(['not_reached', 'known', 'name', 'stale']).default('not_reached'),
    q: z.string().trim().max(40).optional(),
    ...pageFields,
  }),
  output: pageOf(
    z
      .object({
        org: orgRef,
        /** Whether it can be opened further (a union with unions below). */
        deeper: z.boolean(),
        ...figures,
        /** Of its own roster; null where there never was one. */
        reconciledAt: timeField.nullable(),
        days: z.number().int().nullable(),
        stale: z.boolean(),
        /** Where workers join this union, `/join?…`; null where nobody can. */
        joinPath: z.string().nullable(),
      })
      .meta({ id: 'CoverageRow' }),
  ).extend({ org: orgRef.nullable(), total: figuresSchema }),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { by: 'union' },
});

export const getCoverageTrend = endpoint({
  method: 'GET',
  path: '/api/coverage/trend',
  summary: 'Known, members and not reached over time, one point a week and today’s',
  access: 'people.read',
  input: z.object({ orgId: orgParam.optional(), employerId: orgParam.optional() }),
  output: z.object({
    points: z.array(
      z.object({
        day: z.string(),
        known: z.number().int(),
        members: z.number().int(),
        notReached: z.number().int(),
      }),
    ),
  }),
  errors: ['orgs.not_found'],
  sample: {},
});
