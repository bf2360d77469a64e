import { getBackups, takeBackupNow } from '../backup/contract.ts';
import * as http from '../http/contract.ts';
import { newId } from '../ids.ts';
import { nextPhone } from '../testing.ts';
import { atPlace, ofPerson, ofSession, openToAll, sharedByAll, type Live } from '../testing/matrix.ts';
import * as contract from './contract.ts';
import * as oidc from './oidc/contract.ts';

const proof = 'whoever signs in proves a phone or a password; their own tests stand beside them';
const account = 'takes no id: what changes is the account of the session that asks';

export const kernelLive: readonly Live[] = [
  openToAll(http.health, async () => ({ input: {} }), 'for load balancers'),
  openToAll(http.ready, async () => ({ input: {} }), 'for pages that wait'),
  sharedByAll(http.diskRoom, async () => ({ input: {} }), 'the machine is one for all'),
  atPlace(getBackups, async () => ({ input: {} }), { rootOnly: true }),
  atPlace(takeBackupNow, async () => ({ input: {} }), { rootOnly: true }),
  openToAll(contract.getSession, async () => ({ input: {} }), 'tells a guest that they are one'),
  openToAll(contract.sendCode, async () => ({ input: { phone: nextPhone() } }), proof),
  openToAll(contract.signOut, async () => ({ input: {} }), account),
  ...[contract.signInByCode, contract.signInByPassword, contract.signInByTotp].map((one) =>
    ofSession(one, proof),
  ),
  ofPerson(contract.endSession, async ({ t }) => {
    const owner = await t.worker(nextPhone());
    const id = newId();
    await t.pool.query(
      `insert into auth.session (id, token, "userId", "expiresAt", "updatedAt")
       values ($1, $1, $2, now() + interval '1 day', now())`,
      [id, owner.userId],
    );
    return { input: { id }, owner };
  }),
  ofPerson(contract.revokeToken, async ({ t }) => {
    const owner = await t.worker(nextPhone());
    await t.app.accounts.createToken(t.ctx(), owner.userId, '另一个', 1);
    const { rows } = await t.pool.query<{ id: string }>(
      `select id from auth.access_token where user_id = $1 and name = '另一个'`,
      [owner.userId],
    );
    return { input: rows[0]!, owner };
  }),
  ...[
    contract.startTotp,
    contract.confirmTotp,
    contract.changePassword,
    contract.listSessions,
    contract.endOtherSessions,
    ...Object.values(oidc),
  ].map((one) => ofSession(one, account)),
];
