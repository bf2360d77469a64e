import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ORG_STATES } from '#orgs/contract';
import { APPLICATION_STATES } from '#people/join/contract';
import { MEMBERSHIP_STATES } from '#people/standing/contract';
import { TRANSFER_STATES } from '#people/moves/contract';
import { BOOKING_STATES, ROOM_STATES } from '#places/venues/contract';
import { REQUEST_STATES } from './modules/people/rights/rules.ts';
import { PLACE_STATES } from '#places/contract';
import { TITLE_STATES } from '#places/titles/contract';
import { CONCERN_STATES, VISIT_STATES, VOICE_STATES } from '#voices/contract';
import { FAULT_STATES } from './modules/places/trust/faults/contract.ts';
import { ACTION_GROUPS } from './modules/orgs/audit/contract.ts';
import { ERRAND_STATES, ITEM_STATES, MEETING_STATES, TOPIC_STATES } from './modules/meetings/contract.ts';
import { ACTIONS, actionsOf, wordOf } from './modules/orgs/audit/texts/actions.ts';

const SRC = fileURLToPath(new URL('./', import.meta.url));
const sources = globSync('{kernel,modules}/**/*.ts', { cwd: SRC })
  .filter((path) => !/\.test\.ts$|\/(ui|texts)\/|contract\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(`${SRC}${path}`, 'utf8') }));

/** Where the action is put together, and from what. */
const PUT_TOGETHER: Readonly<Record<string, readonly string[]>> = {
  'kernel/accounts/settings.ts': [
    'totp_started',
    'totp_refused',
    'totp_enabled',
    'password_changed',
    'password_refused',
  ].map((verb) => `accounts.${verb}`),
  'kernel/accounts/own-sessions.ts': ['session_ended', 'other_sessions_ended', 'token_revoked'].map(
    (verb) => `accounts.${verb}`,
  ),
  'kernel/audit.ts': [
    ...APPLICATION_STATES.map((state) => `people.application.${state}`),
    ...MEMBERSHIP_STATES.map((state) => `people.membership.${state}`),
    ...ORG_STATES.map((state) => `orgs.organisation.${state}`),
    ...REQUEST_STATES.map((state) => `people.rights_request.${state}`),
    'account.second_factor_reset',
    ...BOOKING_STATES.map((state) => `places.booking.${state}`),
    ...ROOM_STATES.map((state) => `places.room.${state}`),
    ...PLACE_STATES.map((state) => `places.place.${state}`),
    ...TITLE_STATES.map((state) => `places.title_case.${state}`),
    ...VOICE_STATES.map((state) => `voices.voice.${state}`),
    ...CONCERN_STATES.map((state) => `voices.concern.${state}`),
    ...ITEM_STATES.map((state) => `meetings.item.${state}`),
    // Written in earlier versions.
    'places.sign_key_revoked',
    ...VISIT_STATES.map((state) => `voices.visit.${state}`),
    // Written until a suggestion became one kind of voice.
    'voices.suggestion.open',
    'voices.suggestion.answered',
    ...MEETING_STATES.map((state) => `meetings.meeting.${state}`),
    ...TOPIC_STATES.map((state) => `meetings.topic.${state}`),
    ...FAULT_STATES.map((state) => `places.fault.${state}`),
    ...ERRAND_STATES.map((state) => `meetings.errand.${state}`),
  ],
  'modules/people/transfer/actions.ts': TRANSFER_STATES.map((state) => `people.transfer.${state}`),
  'modules/people/join/actions.ts': ['people.owner_proved', 'people.phone_proved'],
  'modules/people/succession/actions.ts': ['people.retain_above', 'people.merge', 'people.roster_follows'],
};

/** Each call that writes an entry, with the action it names; `null` where that is put together. */
function writtenIn(text: string): (string | null)[] {
  const calls = text.matchAll(
    /(?:\b(?:ctx|tx)\.(?:audit|look)|\bnoteLook|\bwriteAudit|\bauditApart)\(\s*(?:ctx,\s*)?\{/g,
  );
  return [...calls].map(({ index }) => {
    const named = /\baction(?:: '([\w.]+)'|: `|,)/.exec(text.slice(index, index + 200));
    return named?.[1] ?? null;
  });
}

test('every action that the code writes has a word in both languages', () => {
  const written = sources.flatMap(({ path, text }) => {
    const actions = writtenIn(text);
    const known = PUT_TOGETHER[path];
    expect({ path, known: known !== undefined }).toEqual({ path, known: actions.includes(null) });
    return [...actions.flatMap((action) => action ?? []), ...(known ?? [])];
  });
  expect(new Set(written).size).toBeGreaterThan(60);
  expect([...new Set(written)].filter((action) => ACTIONS[action] === undefined)).toEqual([]);
  expect(Object.keys(ACTIONS).filter((action) => !written.includes(action))).toEqual([]);
});

test('negative control: an action without a word is seen, and one that is put together', () => {
  expect(writtenIn(`await ctx.audit({ action: 'people.new', entity })`)).toEqual(['people.new']);
  expect(writtenIn('ctx.look({\n  action: `people.${verb}`,\n});')).toEqual([null]);
  expect(writtenIn('await tx.audit({ action, entity });')).toEqual([null]);
});

test('every verb of the settings is written there', () => {
  const settings = sources.find(({ path }) => path === 'kernel/accounts/settings.ts')!;
  const verbs = [...settings.text.matchAll(/await audit\(ctx, account, '(\w+)'\)/g)].map(([, verb]) => verb);
  expect([...new Set(verbs)].map((verb) => `accounts.${verb}`).sort()).toEqual(
    [...PUT_TOGETHER[settings.path]!].sort(),
  );
});

test('every action is of a group, and an unknown one is called by its code', () => {
  expect(ACTION_GROUPS.flatMap(actionsOf).sort()).toEqual(Object.keys(ACTIONS).sort());
  for (const group of ACTION_GROUPS) expect(actionsOf(group)).not.toEqual([]);
  expect(wordOf('people.reveal', 'zh')).toContain('号码');
  expect(wordOf('people.later', 'en')).toBe('people.later');
});
