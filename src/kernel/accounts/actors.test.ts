import { expect, test } from 'vitest';
import { startActors, type Grant } from '../auth.ts';
import { nextPhone, testApp } from '../testing.ts';
import { sendCode, signInByCode, signOut } from './contract.ts';
import { codeFor, visitor } from './visitor.ts';

test('an actor that was read before a sign-out and arrives after it is not kept', async () => {
  const t = await testApp();
  const phone = nextPhone();
  const worker = visitor(t);
  await worker.call(sendCode, { phone });
  await worker.call(signInByCode, { phone, code: await codeFor(t, phone) });
  const { cookieName, cookieSecret } = t.app.accounts;
  const cookies = { [cookieName]: decodeURIComponent(worker.cookies.get(cookieName)!) };
  const reading = Promise.withResolvers<void>();
  const arriving = Promise.withResolvers<readonly Grant[]>();
  const actors = await startActors({
    pool: t.pool,
    connection: t.connection,
    crypto: t.app.crypto,
    cookieName,
    cookieSecret,
    staffIdleMinutes: 30,
    grantsOf() {
      reading.resolve();
      return arriving.promise;
    },
    totpRequired: () => Promise.resolve(true),
  });
  const slow = actors.find(cookies, undefined);
  await reading.promise;
  await worker.call(signOut, {});
  arriving.resolve([]);
  expect(await slow).toMatchObject({ kind: 'account' });
  expect(await actors.find(cookies, undefined)).toEqual({ kind: 'guest' });
  await actors.close();
});
