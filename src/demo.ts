import { inTx, makeCtx, systemCtx, type App, type Ctx, type TxCtx } from '#kernel/ctx';
import { totpPolicy } from '#kernel/accounts';
import type { Config } from '#kernel/config';
import type { Role } from '#kernel/auth';
import { openDatabase } from '#kernel/db';
import { setPolicy } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { demoMeetings } from '#meetings';
import { demoOrgs, grantRole, loadAreas, rootOrg, seeded } from '#orgs';
import { demoApplicant, demoCrowd, demoMember, demoMover, demoPeople, demoRights, tidyCrowd } from '#people';
import { demoPlaces } from '#places';
import { demoConcerns, demoInterviews, demoVisits, demoVoices } from '#voices';

/** The same federation at every installation. */
const SEED = 2024;

/** Everybody's password in the demo; printed at start, so it protects nothing. */
export const DEMO_PASSWORD = 'zhijia-demo-2026';

interface DemoOfficer {
  readonly phone: string;
  readonly name: string;
  readonly role: Role;
  readonly at: 'root' | 'changping' | 'huilongguan' | 'haidian';
  readonly about: string;
}

export const DEMO_OFFICERS: readonly DemoOfficer[] = [
  {
    phone: '13900000001',
    name: '陈一鸣',
    role: 'system_admin',
    at: 'root',
    about: '北京市总工会 系统管理员 · city administrator',
  },
  {
    phone: '13900000002',
    name: '赵敏华',
    role: 'chair',
    at: 'changping',
    about: '昌平区总工会 主席 · district chair',
  },
  {
    phone: '13900000003',
    name: '周子涵',
    role: 'membership_officer',
    at: 'huilongguan',
    about: '回龙观街道总工会 会员工作人员 · street officer',
  },
  {
    phone: '13900000004',
    name: '孙立安',
    role: 'auditor',
    at: 'root',
    about: '北京市总工会 审计员 · auditor',
  },
  {
    phone: '13900000005',
    name: '何静宜',
    role: 'chair',
    at: 'root',
    about: '北京市总工会 主席 · city chair',
  },
  {
    phone: '13900000006',
    name: '林书遥',
    role: 'chair',
    at: 'haidian',
    about: '海淀区总工会 主席 · district chair, joint meeting',
  },
];

/** Workers sign in by code; the code appears in the terminal. */
export const DEMO_WORKERS = [
  { phone: demoMember.phone, about: '快递员，已入会 · courier, a member' },
  { phone: demoApplicant.phone, about: '申请被退回，待更正 · application returned' },
  { phone: demoMover.phone, about: '外卖骑手，转会等本人确认 · rider, a transfer waits for her answer' },
] as const;

/** Of the large demo. */
const LARGE = { people: 1_000_000, primariesInStreet: 24 } as const;

interface Filling {
  /** How many people the large demo has; a million unless a test or a bench wants fewer. */
  readonly people?: number;
  /** Hears how far the large demo has come. */
  readonly tell?: (line: string) => void;
}

/**
 * Fills an empty database: the areas always, then the demo federation if `what` is `page`, with a million people if it
 * is `large`. Does nothing where there is a root union already. Returns whether it loaded the demo.
 */
export async function fillEmpty(
  app: App,
  what: Config['demo'],
  { people = LARGE.people, tell = () => undefined }: Filling = {},
): Promise<boolean> {
  const ctx = systemCtx(app, 'demo');
  await inTx(ctx, loadAreas);
  if (what === 'empty' || (await rootOrg(ctx))) return false;
  const users = await Promise.all(
    DEMO_OFFICERS.map(({ phone, name }) => app.accounts.ensure({ phone, name, password: DEMO_PASSWORD })),
  );
  // The crowd is written with indexes and triggers off, which only their owner may do.
  const { db, close } = openDatabase(app.owner, 1);
  const asOwner = makeCtx({ ...ctx, db });
  try {
    await fill(asOwner, users, what, people, tell);
    if (what === 'large') await tidyCrowd(asOwner);
  } finally {
    await close();
  }
  return true;
}

/** All or nothing: a federation without its officers would be a house without a key. */
function fill(
  ctx: Ctx,
  users: readonly string[],
  what: 'page' | 'large',
  people: number,
  tell: (line: string) => void,
): Promise<void> {
  return inTx(ctx, async (tx) => {
    const rng = seeded(SEED);
    const orgs = await demoOrgs(tx, rng, what === 'large' ? LARGE.primariesInStreet : 0);
    await demoPeople(tx, rng, orgs);
    const places = await demoPlaces(tx, orgs);
    await demoVoices(tx, rng, orgs);
    await demoInterviews(tx, rng, orgs);
    await demoVisits(tx, { orgs, places });
    const concerns = await demoConcerns(tx, orgs);
    await demoMeetings(tx, orgs, { concerns, chair: accountAt(users, 'haidian') });
    if (what === 'large') await demoCrowd(tx, orgs, people, tell);
    await relaxTotp(tx);
    for (const [index, { role, at }] of DEMO_OFFICERS.entries()) {
      await grantRole(tx, { userId: users[index]!, orgId: orgs[at], role, until: null, by: 'system:demo' });
    }
    await demoRights(tx, orgs, accountAt(users, 'changping'));
  });
}

/** The account of the officer there. */
function accountAt(users: readonly string[], place: DemoOfficer['at']): string {
  return users[DEMO_OFFICERS.findIndex(({ at }) => at === place)]!;
}

/** A stranger trying the demo has no authenticator at hand; a real federation keeps the rule. */
function relaxTotp(ctx: TxCtx): Promise<void> {
  return setPolicy(ctx, totpPolicy, {
    value: false,
    from: civilDate(ctx.now),
    source: 'demo federation only',
  });
}
