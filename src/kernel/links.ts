import { sql } from 'kysely';
import { beyond, type Ctx, type TxCtx } from './ctx.ts';
import { kernelError } from './errors.ts';
import { newId, newSecret } from './ids.ts';

/**
 * Secret links for people without an account (design.md, "Signed links"). The token travels in the fragment, which
 * browsers send to no server and previews do not fetch; only its keyed hash is stored. A link opens one thing, may end by
 * itself, and is called back by whoever gave it out. Looking at a page by it writes nothing.
 */
export interface NewLink {
  /** `module.use`: a link of one use opens nothing of another. */
  readonly kind: string;
  /** The id of what it opens. */
  readonly subject: string;
  /** The union that may list it and call it back; null where only its holder knows of it. */
  readonly orgId: number | null;
  /** For whom, in the maker's words. */
  readonly label?: string | null;
  readonly expiresAt?: Date | null;
}

export interface Link {
  readonly id: string;
  readonly subject: string;
  readonly orgId: number | null;
  readonly label: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** When something was last done by it. */
  readonly usedAt: Date | null;
}

const COLUMNS = sql`id, subject, org_id as "orgId", label, created_at as "createdAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", used_at as "usedAt"`;

/** Makes a link. The token is told once and never again. */
export async function newLink(
  ctx: TxCtx,
  { kind, subject, orgId, label = null, expiresAt = null }: NewLink,
): Promise<{ id: string; token: string }> {
  const id = newId(ctx.now.getTime());
  const token = newSecret();
  // Of a link that is nobody's but its holder's, who that is stays unsaid.
  const known = ctx.actor.kind === 'account' ? ctx.actor.userId : ctx.actor.kind;
  const by = orgId === null ? 'holder' : known;
  await beyond(ctx, 'a link is made for whom it opens', ({ db }) =>
    sql`insert into kernel.link (id, kind, subject, org_id, label, token_hash, created_by, created_at, expires_at)
      values (${id}, ${kind}, ${subject}, ${orgId}, ${label}, ${ctx.app.crypto.hash('token', token)}, ${by}, ${ctx.now},
        ${expiresAt})`.execute(db),
  );
  return { id, token };
}

/** What `token` opens. Throws kernel.link_unknown, and kernel.link_over for one that was called back or has ended. */
export async function openLink(ctx: Ctx, kind: string, token: string): Promise<Link> {
  const link = await findLink(ctx, kind, token);
  if (!isLive(link, ctx.now)) throw kernelError('link_over');
  return link;
}

/** The link of `token`, one that opens nothing any more too: for telling its holder whom to ask. Throws kernel.link_unknown. */
export async function findLink(ctx: Ctx, kind: string, token: string): Promise<Link> {
  const link = await beyond(ctx, 'what a secret link opens', async ({ db }) => {
    const { rows } = await sql<Link>`select ${COLUMNS} from kernel.link
      where kind = ${kind} and token_hash = ${ctx.app.crypto.hash('token', token)}`.execute(db);
    return rows[0];
  });
  if (!link) throw kernelError('link_unknown');
  return link;
}

/** Notes that something was done by a link. */
export async function noteLinkUse(ctx: TxCtx, { id }: Pick<Link, 'id'>): Promise<void> {
  await beyond(ctx, 'a link was used', ({ db }) =>
    sql`update kernel.link set used_at = ${ctx.now} where id = ${id}`.execute(db),
  );
}

/** Links to `subject`, the newest first; those that the caller's net shows. */
export async function linksTo(ctx: Ctx, kind: string, subject: string): Promise<Link[]> {
  return (await linksToEach(ctx, kind, [subject])).get(subject) ?? [];
}

/** The same of several subjects at once, by the subject. */
export async function linksToEach(
  ctx: Ctx,
  kind: string,
  subjects: readonly string[],
): Promise<Map<string, Link[]>> {
  const { rows } = await sql<Link>`select ${COLUMNS} from kernel.link
    where kind = ${kind} and subject = any(${subjects}::text[]) order by created_at desc, id desc`.execute(
    ctx.db,
  );
  return Map.groupBy(rows, ({ subject }) => subject);
}

/** Calls a link back for good; returns whether it was live until now. Those outside the caller's net stay. */
export async function revokeLink(ctx: TxCtx, kind: string, subject: string, id: string): Promise<boolean> {
  const { rows } = await sql`update kernel.link set revoked_at = ${ctx.now}
    where id = ${id} and kind = ${kind} and subject = ${subject} and revoked_at is null returning id`.execute(
    ctx.db,
  );
  return rows.length > 0;
}

/**
 * Deletes the links to what is kept no longer, whoever holds them; returns how many. For jobs: the caller has deleted what
 * they open, or all of it that a link shows.
 */
export async function forgetLinks(ctx: TxCtx, kind: string, subjects: readonly string[]): Promise<number> {
  const { rows } = await sql`delete from kernel.link
    where kind = ${kind} and subject = any(${subjects}::text[]) returning id`.execute(ctx.db);
  return rows.length;
}

export function isLive({ revokedAt, expiresAt }: Pick<Link, 'revokedAt' | 'expiresAt'>, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}
