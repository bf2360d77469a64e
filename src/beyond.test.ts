import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('.', import.meta.url));

/** Every place that looks past what the caller may see, and why: a new one is to be thought about, then added here. */
const PLACES = [
  'kernel/links.ts: a link is made for whom it opens',
  'kernel/links.ts: a link was used',
  'kernel/links.ts: what a secret link opens',
  'modules/meetings/errands/answer/actions.ts: a unit answers by its link',
  'modules/meetings/errands/answer/actions.ts: a unit has received what it is asked',
  'modules/meetings/errands/files/actions.ts: a unit is about to send a file',
  'modules/meetings/errands/files/actions.ts: a unit sends a file',
  'modules/meetings/errands/page/queries.ts: a unit has a link and no account',
  'modules/meetings/errands/page/queries.ts: a unit keeps a meeting in its calendar',
  'modules/meetings/items/back/actions.ts: everybody whose voice comes into an agreed item or goes out of it hears so',
  'modules/meetings/items/back/actions.ts: everybody whose voice is in an agreed item hears of it',
  'modules/orgs/audit/queries.ts: whether the audit log itself is whole',
  'modules/orgs/life/actions.ts: relations that others have with a union go on with its successor',
  'modules/orgs/officers/access/actions.ts: all roles of an officer',
  'modules/orgs/officers/actions.ts: the duties of who is invited',
  'modules/orgs/officers/actions.ts: the invitation gives it',
  'modules/orgs/officers/queries.ts: what a secret link opens',
  'modules/people/find/queries.ts: ids of those who match',
  'modules/people/join/actions.ts: the phone on record of an ID',
  'modules/people/join/actions.ts: what a secret link opens',
  'modules/people/join/actions.ts: what a secret link opens',
  'modules/people/join/actions.ts: who applies keeps nothing but a link',
  'modules/people/join/queries.ts: what a secret link opens',
  'modules/people/join/queries.ts: what an application came to',
  'modules/people/join/queries.ts: where the owner of an ID is a member',
  'modules/people/join/queries.ts: whose record a phone stands on',
  'modules/people/moves/actions.ts: a transfer is two unions’ affair',
  'modules/people/moves/actions.ts: whose an ID number is',
  'modules/people/moves/queries.ts: the names of those who move',
  'modules/people/retention/report/queries.ts: figures of the clearing',
  'modules/people/retention/report/queries.ts: figures of the clearing',
  'modules/people/review/actions.ts: an application goes to another union',
  'modules/people/review/actions.ts: an application goes to another union',
  'modules/people/review/actions.ts: whether an ID is on record, wherever',
  'modules/people/review/queries.ts: whether an ID or a phone is on record, wherever',
  'modules/people/rights/answer/actions.ts: applications of a corrected ID',
  'modules/people/rights/answer/actions.ts: consents of who leaves',
  'modules/people/rights/answer/queries.ts: whose an ID number is',
  'modules/people/rights/own/queries.ts: what is one’s own, wherever it stands',
  'modules/people/roster/queries.ts: how those stand elsewhere who are on a roster',
  'modules/places/host/actions.ts: the links and signs of a place',
  'modules/places/host/queries.ts: a host has a link and no account',
  'modules/places/host/queries.ts: the signs of a place',
  'modules/places/host/say/actions.ts: what a host says of their place',
  'modules/places/host/undo/actions.ts: what a host takes back',
  'modules/places/near/queries.ts: ids of listed places that match',
  'modules/places/trust/actions.ts: a visitor says that a place is open',
  'modules/places/trust/faults/queries.ts: what is wrong at a place, for whoever goes there',
  'modules/places/trust/report/actions.ts: a reporter adds to what a secret link opens',
  'modules/places/trust/report/actions.ts: a reporter says whether it works again',
  'modules/places/trust/report/actions.ts: a visitor reports what is wrong at a place',
  'modules/places/trust/report/actions.ts: what an account has reported',
  'modules/places/trust/report/actions.ts: what people say of a place becomes a fault of it',
  'modules/places/trust/report/queries.ts: the place that a report is about',
  'modules/places/trust/report/queries.ts: what a secret link, or one’s account, has reported',
  'modules/places/venues/queries.ts: which times of a room are taken',
  'modules/voices/concerns/answer/actions.ts: everybody whose voice is in a concern is answered',
  'modules/voices/listen/actions.ts: a visit counts who told six taps by its link',
  'modules/voices/said/actions.ts: a teller adds to what they said',
  'modules/voices/said/actions.ts: a teller takes back name and contact',
  'modules/voices/said/queries.ts: the way of what a secret link said',
  'modules/voices/said/queries.ts: what a secret link said',
];

test('nothing looks past row-level security but where it is listed', () => {
  const found = (readdirSync(SRC, { recursive: true }) as string[])
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && path !== 'kernel/ctx.ts')
    .flatMap((path) =>
      [...readFileSync(join(SRC, path), 'utf8').matchAll(/\bbeyond\(\s*\w+,\s*'([^']*)'/g)].map(
        ([, why]) => `${path}: ${why}`,
      ),
    );
  expect(found.sort()).toEqual(PLACES);
});

test('a handle that sees everything is not taken inside a module', () => {
  const taken = (readdirSync(join(SRC, 'modules'), { recursive: true }) as string[])
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => /\bapp\.(db|owner|requests)\b/.test(readFileSync(join(SRC, 'modules', path), 'utf8')));
  expect(taken).toEqual([]);
});
