import { expect, test } from 'vitest';
import { expectProblem, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newBody, newMeeting } from '../factory.ts';
import { getMeeting } from './contract.ts';

test('a meeting is seen by the union that prepares it, and by nobody beside it', async () => {
  const app = await testApp();
  const [d, other] = [await newDistrict(app), await newDistrict(app)];
  const meeting = await newMeeting(app, await newBody(app, d.district), 'noticed');
  const chair = await app.officer('chair', d.district);
  const { body } = await chair.call(getMeeting, { id: meeting.id });
  expect(body).toMatchObject({ title: meeting.title, state: 'noticed', mayManage: true });
  expect(body.next).toContain('held');
  const stranger = await app.officer('chair', other.district);
  expectProblem(await stranger.call(getMeeting, { id: meeting.id }), 404, 'meetings.not_found');
});
