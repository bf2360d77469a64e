import { describe, expect, test } from 'vitest';
import { expectProblem, idNumber, nextPhone, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { getMe } from '../contract.ts';
import { newApplication, newMember } from '../factory.ts';
import { openMyApplication, sendTrackCode, trackApplication, verifyTrackCode } from './contract.ts';

describe('an application', () => {
  test('opens on any phone where its owner signed in, and its first link still works', async () => {
    const app = await testApp();
    const { primary } = await newDistrict(app);
    const phone = nextPhone();
    const made = await newApplication(app, primary, { phone });
    const worker = await app.worker(phone);
    const [mine] = (await worker.call(getMe, {})).body.applications;
    expect(mine!.id).toBe(made.id);
    const { status, body } = await worker.call(openMyApplication, { id: mine!.id });
    expect(status).toBe(201);
    expect(body.token).not.toBe(made.token);
    for (const token of [body.token, made.token]) {
      const view = (await app.guest().call(trackApplication, { token })).body;
      expect(view).toMatchObject({ state: 'in_review', phone: { verified: true } });
    }
  });

  test('does not open for somebody signed in with another phone', async () => {
    const app = await testApp();
    const { primary } = await newDistrict(app);
    const made = await newApplication(app, primary);
    const other = await app.worker(nextPhone());
    expectProblem(await other.call(openMyApplication, { id: made.id }), 404, 'people.application_not_found');
    expectProblem(await app.guest().call(openMyApplication, { id: made.id }), 401, 'kernel.unauthenticated');
  });

  test('tells its proven owner, also after a reload, where they are a member already', async () => {
    const app = await testApp();
    const { district, primary, street } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    const known = { idNo: idNumber(`links-${primary}`), phone: nextPhone() };
    await newMember(app, chair, primary, known);
    const again = await newApplication(app, street, known);
    const guest = app.guest();
    expect((await guest.call(trackApplication, { token: again.token })).body.memberAt).toBeNull();
    await guest.call(sendTrackCode, { token: again.token });
    const code = (await app.messagesTo(known.phone)).findLast(({ params }) => params['code'])!.params[
      'code'
    ]!;
    const proved = await guest.call(verifyTrackCode, { token: again.token, code });
    expect(proved.body.result).toBe('already_member');
    const { memberAt } = (await guest.call(trackApplication, { token: again.token })).body;
    expect(memberAt).toBe(proved.body.union);
    expect(memberAt).toContain('****');
  });
});
