import { recordChanges } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { pick, shuffled, type DemoOrgs, type DemoUnion, type Rng } from '#orgs';
import type { DemoPerson } from '../lives/demo.ts';
import type { Identity, NewIdentity } from '../identity/demo.ts';
import { STREET_QUEUE } from '../texts/demo-applications.ts';
import { CALLED_EMPLOYERS, OCCUPATIONS_BY_TRADE } from '../texts/demo-names.ts';
import { NOTICE_VERSION } from '../rights/rules.ts';
import type { ApplicationState, Occupation, RouteReason } from './contract.ts';
import { ENTITY } from './queries.ts';
import { isPutAway } from './rules.ts';

export interface Scene {
  readonly rng: Rng;
  readonly now: Date;
  readonly orgs: DemoOrgs;
  readonly people: readonly DemoPerson[];
  readonly newIdentity: NewIdentity;
}

/** An application as it will stand in the table, with the steps that led there. */
export interface Draft {
  readonly identity: Identity;
  readonly occupation: Occupation;
  readonly org_id: number;
  readonly route_reason: RouteReason;
  readonly area_code: string | null;
  readonly qr_org_id: number | null;
  readonly employer_id: number | null;
  readonly employer_name: string | null;
  readonly offered_by: number | null;
  readonly steps: readonly { readonly to: ApplicationState; readonly at: Date; readonly reason?: string }[];
  readonly approved?: { readonly person_id: string; readonly resolution_id: string };
}

/** Sixty that wait in Changping. */
export function openApplications(scene: Scene): Draft[] {
  return withFlags(scene, [
    ...streetQueue(scene),
    ...sectorQueues(scene),
    ...employerQueue(scene),
    ...otherStreets(scene),
    ...pooled(scene, 8),
  ]);
}

type Facts = Partial<Omit<Draft, 'steps'>> & Pick<Draft, 'occupation' | 'org_id' | 'route_reason'>;

/**
 * Applied at `at`: checked at once, then in the queue. Seconds apart, for history is told in the order of
 * time.
 */
export function applied({ newIdentity }: Scene, at: Date, facts: Facts): Draft {
  const queue = facts.route_reason === 'holding_pool' ? 'pooled' : 'in_review';
  return {
    identity: newIdentity({ occupation: facts.occupation }),
    area_code: null,
    qr_org_id: null,
    employer_id: null,
    employer_name: null,
    offered_by: null,
    ...facts,
    steps: [
      { to: 'submitted', at },
      { to: 'auto_checked', at: new Date(at.getTime() + 1000) },
      { to: queue, at: new Date(at.getTime() + 2000) },
    ],
  };
}

const HOUR = 3_600_000;

export function hoursBefore(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * HOUR);
}

function waiting(scene: Scene, facts: Facts): Draft {
  return applied(scene, hoursBefore(scene.now, 1 + scene.rng() * 120), facts);
}

/** A draft with one step more, some hours after the last and not later than now. */
export function stepped(
  scene: Scene,
  draft: Draft,
  to: ApplicationState,
  change: Partial<Draft> & { reason?: string } = {},
): Draft {
  const { reason, ...facts } = change;
  const last = draft.steps.at(-1)!.at.getTime();
  const at = new Date(Math.min(last + (3 + scene.rng() * 40) * HOUR, (last + scene.now.getTime()) / 2));
  return {
    ...draft,
    ...facts,
    steps: [...draft.steps, { to, at, ...(reason === undefined ? {} : { reason }) }],
  };
}

function streetsOf({ orgs }: Scene): DemoUnion[] {
  return orgs.unions.filter(({ level, parentId }) => level === 'township' && parentId === orgs.changping);
}

/** Twelve at 回龙观街道总工会: ten of its own and two that the holding pool offers. */
function streetQueue(scene: Scene): Draft[] {
  const { huilongguan, changpingPool } = scene.orgs;
  const area_code = streetsOf(scene).find(({ id }) => id === huilongguan)!.areaCode;
  const own = STREET_QUEUE.map(({ occupation, by }) =>
    waiting(scene, {
      occupation,
      area_code,
      org_id: huilongguan,
      route_reason: by,
      qr_org_id: by === 'qr_union' ? huilongguan : null,
      employer_name: callEmployer(scene, occupation),
    }),
  );
  const offered = pooled(scene, 2).map((draft) =>
    stepped(scene, draft, 'offered', {
      org_id: huilongguan,
      route_reason: 'officer',
      offered_by: changpingPool,
    }),
  );
  return [...own, ...offered];
}

function callEmployer({ rng }: Scene, occupation: Occupation): string | null {
  const called = CALLED_EMPLOYERS[occupation];
  return called && rng() < 0.7 ? pick(rng, called) : null;
}

const SECTOR_QUEUES = { express: 14, delivery: 8, taxi: 5, freight: 3 } as const;

function sectorQueues(scene: Scene): Draft[] {
  return Object.entries(SECTOR_QUEUES).flatMap(([trade, count]) =>
    Array.from({ length: count }, () =>
      waiting(scene, sectorFacts(scene, trade as keyof typeof SECTOR_QUEUES)),
    ),
  );
}

export function sectorFacts(scene: Scene, trade: keyof typeof SECTOR_QUEUES): Facts {
  const { unions, changping } = scene.orgs;
  const union = unions.find(
    (other) => other.level === 'association' && other.parentId === changping && other.trade === trade,
  )!;
  const occupation = OCCUPATIONS_BY_TRADE[trade][0];
  return {
    occupation,
    org_id: union.id,
    route_reason: 'sector_association',
    area_code: pick(scene.rng, streetsOf(scene)).areaCode,
    employer_name: callEmployer(scene, occupation),
  };
}

/** Six at companies with a union of their own, none of them in Huilongguan: its officer looks at twelve. */
function employerQueue(scene: Scene): Draft[] {
  const streets = streetsOf(scene)
    .filter(({ id }) => id !== scene.orgs.huilongguan)
    .map(({ id }) => id);
  const unions = scene.orgs.unions.filter(
    ({ formation, parentId, endedOn }) =>
      formation === 'single' && streets.includes(parentId) && endedOn === null,
  );
  return shuffled(scene.rng, unions)
    .slice(0, 6)
    .map((union) =>
      waiting(scene, {
        occupation: pick(scene.rng, OCCUPATIONS_BY_TRADE[union.trade]),
        org_id: union.id,
        route_reason: 'employer_union',
        employer_id: union.employers[0]!.id,
        area_code: union.areaCode,
      }),
    );
}

function otherStreets(scene: Scene): Draft[] {
  const streets = streetsOf(scene).filter(({ id }) => id !== scene.orgs.huilongguan);
  return shuffled(scene.rng, streets)
    .slice(0, 4)
    .map((street) =>
      waiting(scene, {
        occupation: pick(scene.rng, ['service', 'other_nef', 'office']),
        org_id: street.id,
        route_reason: 'street_union',
        area_code: street.areaCode,
      }),
    );
}

/** They gave the district only, and do what no association is for. */
function pooled(scene: Scene, length: number): Draft[] {
  const { changping, changpingPool } = scene.orgs;
  return Array.from({ length }, () =>
    waiting(scene, {
      occupation: pick(scene.rng, ['other_nef', 'service', 'other']),
      org_id: changpingPool,
      route_reason: 'holding_pool',
      area_code: '110114',
      qr_org_id: changping,
    }),
  );
}

/** What an officer is warned of: an ID or a phone on record, one person twice. By place in the queue. */
function withFlags({ people }: Scene, open: readonly Draft[]): Draft[] {
  const members = people.filter(({ periods }) => periods.at(-1)!.state === 'active').slice(1);
  const left = people.filter(({ periods }) => periods.at(-1)!.until !== null);
  const changes = new Map<number, Partial<Identity>>([
    [1, idOf(members[11])],
    [4, phoneOf(members[23])],
    [14, idOf(members[37])],
    [17, phoneOf(members[41])],
    [19, idOf(open[8])],
    [27, idOf(left[0])],
  ]);
  return open.map((draft, nth) => ({ ...draft, identity: { ...draft.identity, ...changes.get(nth) } }));
}

type Somebody = { readonly identity: Identity } | undefined;

function idOf(somebody: Somebody): Partial<Identity> {
  const { phone_sealed: _sealed, phone_hash: _hash, ...id } = somebody?.identity ?? {};
  return id;
}

function phoneOf(somebody: Somebody): Partial<Identity> {
  if (!somebody) return {};
  const { phone_sealed, phone_hash } = somebody.identity;
  return { phone_sealed, phone_hash };
}

export async function saveApplications(ctx: TxCtx, rng: Rng, drafts: readonly Draft[]): Promise<void> {
  const rows = drafts.map(({ identity, steps, approved: admission, ...facts }) => {
    const at = steps[0]!.at;
    const verified = admission !== undefined || rng() < 0.75;
    return {
      ...facts,
      ...identity,
      id: newId(at.getTime()),
      state: steps.at(-1)!.to,
      phone_verified_at: verified ? new Date(at.getTime() + 120_000) : null,
      reason: steps.at(-1)!.reason ?? null,
      owner_proved_at: null,
      consent_at: at,
      submitted_at: at,
      closed_at: isPutAway(steps.at(-1)!.to) ? steps.at(-1)!.at : null,
      resolution_id: admission?.resolution_id ?? null,
      person_id: admission?.person_id ?? null,
    };
  });
  for (let from = 0; from < rows.length; from += 500) {
    await ctx.db
      .insertInto('people.application')
      .values(rows.slice(from, from + 500))
      .execute();
  }
  const consents = rows.map(({ id, consent_at }) => ({
    id: newId(consent_at.getTime()),
    application_id: id,
    purpose: 'membership' as const,
    text_version: NOTICE_VERSION,
    given_at: consent_at,
    how: 'join_form' as const,
  }));
  for (let from = 0; from < consents.length; from += 500)
    await ctx.db
      .insertInto('people.consent')
      .values(consents.slice(from, from + 500))
      .execute();
  const changes = drafts.flatMap(({ steps }, nth) => historyOf(ctx, rows[nth]!.id, steps));
  await recordChanges(ctx, changes);
}

/** The applicant sends it, and may withdraw it; an officer does the rest. */
function historyOf(ctx: TxCtx, entityId: string, steps: Draft['steps']) {
  return steps.map(({ to, at, reason }, nth) => ({
    entity: ENTITY,
    entityId,
    from: steps[nth - 1]?.to ?? null,
    to,
    reason: reason ?? null,
    at,
    actor: nth < 3 || to === 'withdrawn' ? ({ kind: 'guest' } as const) : ctx.actor,
  }));
}
