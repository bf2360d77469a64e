import { afterAll, inject } from 'vitest';
import { inTx, systemCtx } from '#kernel/ctx';
import { setPolicy } from '#kernel/policy';
import { totpPolicy } from '#kernel/accounts';
import { composeWith, setClockRight } from '#kernel/testing';
import { writeDeclared } from '#kernel/testing/coverage';
import { grantRole, insertOrg, loadAreas } from '#orgs';
import { modules, prepareDatabase, startApp } from './compose.ts';

writeDeclared(
  inject('runDir'),
  modules.flatMap(({ routes }) => routes.map(({ contract }) => contract)),
);
composeWith({
  prepareDatabase,
  startApp,
  /** The areas and the one root under which every test makes its own district. */
  async seed(app) {
    await inTx(systemCtx(app, 'test'), async (tx) => {
      await loadAreas(tx);
      await insertOrg(tx, null, {
        kind: 'union',
        level: 'city',
        formation: 'federation',
        state: 'active',
        name: '测试市总工会',
        phone: '12351',
      });
      // Officers of the tests sign in by token; the second factor has tests of its own.
      await setPolicy(tx, totpPolicy, { value: false, from: '2020-01-01', source: 'tests' });
    });
  },
  grant: (app, userId, orgId, role) =>
    inTx(systemCtx(app, 'test'), (tx) =>
      grantRole(tx, { userId, orgId, role, until: null, by: 'system:test' }),
    ),
});

// The app outlives the file: the next one begins in its own time.
afterAll(setClockRight);
