import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, nextIdNumber, nextPhone, testApp, type Answer } from '#kernel/testing';
import type { Contract } from '#kernel/contract';
import { newDistrict } from '#orgs/factory';
import { getPerson, revealPerson } from '../contract.ts';
import { newApplication, newMember, newResolution } from '../factory.ts';
import * as review from '../review/contract.ts';
import * as contract from './contract.ts';

const { releasePhone, sendTrackCode, submitApplication } = contract;
const { approveApplications, getApplication } = review;
const { trackApplication, verifyTrackCode } = contract;

const MINUTE = 60_000;
let now: number;
beforeEach(async () => {
  now = Date.now();
  (await testApp()).setNow(new Date(now));
});
afterEach(async () => (await testApp()).setNow(null));

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

type App = Awaited<ReturnType<typeof testApp>>;

/** Asks for the codes of an application; the newest that each phone got, if any. */
async function codes<T extends string[]>(app: App, token: string, ...phones: T) {
  now += 2 * MINUTE;
  app.setNow(new Date(now));
  expect((await app.guest().call(sendTrackCode, { token })).status).toBe(202);
  await app.drain('people.owner_code');
  const messages = await Promise.all(phones.map((phone) => app.messagesTo(phone)));
  return messages.map((of) => of.findLast(({ params }) => params['code'])?.params['code']) as {
    [K in keyof T]: string;
  };
}

/** Whatever a caller could compare: status, headers but the clock's and the request's own, and the bytes. */
function visible({ status, headers, raw }: Answer<Contract>, ...secrets: string[]) {
  const { date: _date, 'x-request-id': _id, ...told } = headers;
  const text = secrets.reduce(
    (body, secret) => body.replaceAll(secret, '*'.repeat(secret.length)),
    raw.toString(),
  );
  return { status, told, text };
}

let tails = 0;

/** Two new phones that look alike when they are masked. */
function alikePhones(): [string, string] {
  tails += 2;
  const middle = (n: number) => String((process.pid % 100) * 100 + n).padStart(4, '0');
  return [`137${middle(tails)}7777`, `137${middle(tails + 1)}7777`];
}

describe('whoever types a stranger’s number learns nothing', () => {
  /** Every answer that two applications, alike but for one number, get on their way. */
  async function journey(app: App, form: { idNo: string; phone: string }, qrOrgId: number) {
    const guest = app.guest();
    const sent = await guest.call(submitApplication, {
      name: '王小明',
      occupation: 'courier',
      consent: true,
      qrOrgId,
      ...form,
    });
    const { token, id } = sent.body;
    const seen = [visible(sent, token, id), visible(await guest.call(trackApplication, { token }))];
    seen.push(visible(await guest.call(sendTrackCode, { token })));
    await app.drain('people.owner_code');
    seen.push(visible(await guest.call(sendTrackCode, { token })));
    seen.push(visible(await guest.call(trackApplication, { token })));
    seen.push(visible(await guest.call(verifyTrackCode, { token, code: '000000' })));
    seen.push(visible(await guest.call(releasePhone, { token })));
    seen.push(visible(await guest.call(trackApplication, { token })));
    return { seen, token };
  }

  test('a known ID is answered like an unknown one, byte for byte, until the owner’s phone is proved', async () => {
    const { app, chair, primary, street } = await chaired();
    const member = await newMember(app, chair, street, { name: '老会员' });
    const [one, two] = alikePhones();
    const known = await journey(app, { idNo: member.idNo, phone: one }, primary);
    const unknown = await journey(app, { idNo: nextIdNumber(), phone: two }, primary);
    expect(known.seen.map(({ status }) => status)).toEqual([201, 200, 202, 429, 200, 422, 409, 200]);
    expect(known.seen).toEqual(unknown.seen);
    // Also after each has proved the phone given.
    const proved = async ({ token }: typeof known, phone: string) => {
      const [code] = await codes(app, token, phone);
      const verified = await app.guest().call(verifyTrackCode, { token, code });
      return [visible(verified), visible(await app.guest().call(trackApplication, { token }))];
    };
    const answers = [await proved(known, one), await proved(unknown, two)];
    expect(answers[0]![0]!.text).toBe('{"result":"verified","union":null}');
    const timeless = answers.map((pair) =>
      pair.map(({ text }) => text.replaceAll(/"[\d-]+T[\d:.]+Z"/g, 'T')),
    );
    expect(timeless[0]).toEqual(timeless[1]);
  });

  test('a known phone is answered like an unknown one, until it is proved', async () => {
    const { app, chair, primary } = await chaired();
    const [one, two] = alikePhones();
    await newMember(app, chair, primary, { phone: one });
    const known = await journey(app, { idNo: nextIdNumber(), phone: one }, primary);
    const unknown = await journey(app, { idNo: nextIdNumber(), phone: two }, primary);
    expect(known.seen).toEqual(unknown.seen);
  });

  test('an unknown ID makes no message to anybody but the phone given', async () => {
    const { app, chair, primary } = await chaired();
    const member = await newMember(app, chair, primary);
    const before = (await app.messagesTo(member.phone)).length;
    const { token, phone } = await newApplication(app, primary);
    const [given, owner] = await codes(app, token, phone, member.phone);
    expect(given).toMatch(/^\d{6}$/);
    expect(owner).toBeUndefined();
    expect(await app.messagesTo(member.phone)).toHaveLength(before);
  });
});

describe('the owner of a known ID', () => {
  test('learns the union, masked, by the code to the phone on record and by no other', async () => {
    const { app, chair, primary, street } = await chaired();
    const member = await newMember(app, chair, street);
    const again = await newApplication(app, primary, { idNo: member.idNo });
    const [typed, recorded] = await codes(app, again.token, again.phone, member.phone);
    expect(typed).not.toBe(recorded);
    const { token } = again;
    const byTyped = await app.guest().call(verifyTrackCode, { token, code: typed });
    expect(byTyped.body).toEqual({ result: 'verified', union: null });
    const byRecorded = await app.guest().call(verifyTrackCode, { token, code: recorded });
    expect(byRecorded.body).toEqual({ result: 'already_member', union: '测试街****会' });
    const once = await app.guest().call(verifyTrackCode, { token, code: recorded });
    expectProblem(once, 422, 'accounts.wrong_code');
  });

  test('learns it by one code where the phone given is the one on record', async () => {
    const { app, chair, street } = await chaired();
    const member = await newMember(app, chair, street);
    const { token } = await newApplication(app, street, { idNo: member.idNo, phone: member.phone });
    const [code] = await codes(app, token, member.phone);
    const { body } = await app.guest().call(verifyTrackCode, { token, code });
    expect(body).toEqual({ result: 'already_member', union: '测试街****会' });
  });

  test('has five tries; the sixth is void though it is right', async () => {
    const { app, chair, primary, street } = await chaired();
    const member = await newMember(app, chair, street);
    const { token, phone } = await newApplication(app, primary, { idNo: member.idNo });
    const [typed, recorded] = await codes(app, token, phone, member.phone);
    const wrong = ['000000', '000001', '000002'].find((code) => code !== typed && code !== recorded)!;
    for (let i = 0; i < 5; i++)
      expectProblem(
        await app.guest().call(verifyTrackCode, { token, code: wrong }),
        422,
        'accounts.wrong_code',
      );
    for (const code of [typed, recorded])
      expectProblem(await app.guest().call(verifyTrackCode, { token, code }), 422, 'accounts.wrong_code');
    expect((await app.guest().call(trackApplication, { token })).body.phone.verified).toBe(false);
  });
});

describe('a phone on another person’s record', () => {
  async function conflict() {
    const s = await chaired();
    const holder = await newMember(s.app, s.chair, s.primary);
    const applicant = await newApplication(s.app, s.primary, { phone: holder.phone });
    return { ...s, holder, applicant };
  }

  test('is released by its code: the other record loses it, the applicant becomes a member with it', async () => {
    const { app, applicant, chair, holder, primary } = await conflict();
    const { token, id } = applicant;
    expectProblem(await app.guest().call(releasePhone, { token }), 409, 'people.phone_not_verified');
    const [code] = await codes(app, token, holder.phone);
    const verified = await app.guest().call(verifyTrackCode, { token, code });
    expect(verified.body).toEqual({ result: 'phone_conflict', union: null });
    const phone = async () => (await app.guest().call(trackApplication, { token })).body.phone;
    expect(await phone()).toMatchObject({ verified: true, conflict: true });
    expect((await chair.call(getApplication, { id })).body.flags).toEqual(['phone_taken']);
    expect((await app.guest().call(releasePhone, { token })).body).toEqual({ done: true });
    expect(await phone()).toMatchObject({ verified: true, conflict: false });
    expect((await chair.call(getPerson, { id: holder.personId })).body.phone).toBeNull();
    const approved = await chair.call(approveApplications, {
      id: await newResolution(chair, primary),
      ids: [id],
    });
    expect(approved.body.done).toBe(1);
    const { personId } = (await chair.call(getApplication, { id })).body;
    const shown = await chair.call(revealPerson, { id: personId!, purpose: '核对' });
    expect(shown.body).toEqual({ idNo: applicant.idNo, phone: holder.phone });
    const { rows } = await app.pool.query(
      `select entity_id, detail::text from kernel.audit_entry where action = 'people.phone_released' and org_id = $1`,
      [primary],
    );
    expect(rows).toEqual([{ entity_id: holder.personId, detail: '{}' }]);
  });

  test('stands in the way of approval until then', async () => {
    const { applicant, chair, holder, primary } = await conflict();
    const id = await newResolution(chair, primary);
    const refused = await chair.call(approveApplications, { id, ids: [applicant.id] });
    expect(refused.body.outcomes).toMatchObject([{ ok: false, code: 'people.phone_taken' }]);
    const mask = `${holder.phone.slice(0, 3)}****${holder.phone.slice(-4)}`;
    expect((await chair.call(getPerson, { id: holder.personId })).body.phone).toBe(mask);
  });

  test('asking again to release what nobody holds changes nothing', async () => {
    const { app, primary } = await chaired();
    const { token, phone } = await newApplication(app, primary);
    const [code] = await codes(app, token, phone);
    expect((await app.guest().call(verifyTrackCode, { token, code })).body.result).toBe('verified');
    for (let i = 0; i < 2; i++)
      expect((await app.guest().call(releasePhone, { token })).body).toEqual({ done: true });
  });
});

test('a number that was not proved does not replace the one on record', async () => {
  const { app, chair, primary } = await chaired();
  const member = await newMember(app, chair, primary);
  await app.pool.query(
    `update people.membership set state = 'resigned', during = daterange(lower(during), '2024-06-01')
     where person_id = $1`,
    [member.personId],
  );
  for (const proves of [false, true]) {
    const { id, token, phone } = await newApplication(app, primary, {
      idNo: member.idNo,
      phone: nextPhone(),
    });
    if (proves) {
      const [code] = await codes(app, token, phone);
      await app.guest().call(verifyTrackCode, { token, code });
    }
    const resolution = await newResolution(chair, primary, proves ? '2024-10-01' : '2024-07-01');
    expect((await chair.call(approveApplications, { id: resolution, ids: [id] })).body.done).toBe(1);
    const shown = await chair.call(revealPerson, { id: member.personId, purpose: '核对' });
    expect(shown.body.phone).toBe(proves ? phone : member.phone);
    await app.pool.query(
      `update people.membership set state = 'resigned', during = daterange(lower(during), '2024-09-01')
       where person_id = $1 and upper_inf(during) and lower(during) < '2024-09-01'`,
      [member.personId],
    );
  }
});
