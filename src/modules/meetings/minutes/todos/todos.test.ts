import { expect, test } from 'vitest';
import { makeCtx } from '#kernel/ctx';
import { testApp } from '#kernel/testing';
import { findOrg } from '#orgs';
import { newDistrict } from '#orgs/factory';
import { newBody, newMeeting } from '../../factory.ts';
import { minutesTodos } from './queries.ts';

test('minutes that were not circulated within three days are to be done, and are told by their age', async () => {
  const t = await testApp();
  const { district } = await newDistrict(t);
  const body = await newBody(t, district);
  const daysAgo = (days: number) => new Date(t.app.now().getTime() - days * 86_400_000);
  const grants = [
    { role: 'chair', orgId: district, path: (await findOrg(t.ctx(), district))!.path },
  ] as const;
  const chair = { kind: 'account', userId: 'u', sessionId: 's', phone: null, grants } as const;
  const todos = () => minutesTodos(makeCtx({ ...t.ctx(), actor: chair }));
  expect(await todos()).toEqual([]);
  await newMeeting(t, body, 'held', { starts_at: daysAgo(2), ends_at: null });
  const late = await newMeeting(t, body, 'minutes_draft', { starts_at: daysAgo(40), ends_at: null });
  await newMeeting(t, body, 'minutes_circulated', { starts_at: daysAgo(50), ends_at: null });
  expect(await todos()).toEqual([
    {
      code: 'meetings.minutes_due',
      count: 1,
      oldest: late.starts_at!.toISOString(),
      minutes: 20,
      href: `/staff/meetings/${late.id}?tab=minutes`,
    },
  ]);
});
