import { sql } from 'kysely';
import { z } from 'zod';
import type { Provider } from './config.ts';
import type { Ctx, TxCtx } from './ctx.ts';
import type { Db } from './db.ts';
import { fill, type Locale, type Text, type TextParams } from './i18n.ts';
import { newId } from './ids.ts';
import type { Job } from './jobs.ts';
import { definePolicy, policyAt } from './policy.ts';
import { wallClock } from './time.ts';

/**
 * `code`: asked for this second, sent at any hour, cannot be refused. `service`: about something the person started;
 * waits for the morning. `news`: may be refused.
 */
export const MESSAGE_KINDS = ['code', 'service', 'news'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export interface Template {
  readonly kind: MessageKind;
  readonly text: Text;
  /** Once it is sent nothing of it is kept: the last word to somebody whose data is erased. */
  readonly unkept?: true;
}

const templates = new Map<string, Template>();

/** Registers a module's messages; their names read `module.name`. */
export function defineTemplates<const T extends Record<string, Template>>(module: string, texts: T): void {
  for (const [name, template] of Object.entries(texts)) templates.set(`${module}.${name}`, template);
}

/** `to`: a phone number for SMS, an address for e-mail. `params` fill the template and must hold no personal data. */
export interface Message {
  readonly channel: 'sms' | 'mail';
  readonly to: string;
  readonly template: string;
  readonly params?: TextParams;
}

const quietHours = definePolicy({
  key: 'notify.quiet_hours',
  about: 'No service message is sent between these hours (HH:MM, Asia/Shanghai)',
  schema: z.object({ from: z.string(), to: z.string() }),
  fallback: { from: '22:00', to: '08:00' },
  source: 'inference: common courtesy; no rule found',
});

const smsCost = definePolicy({
  key: 'notify.sms_cost_fen',
  about: 'Price of one SMS segment, in fen (1/100 yuan)',
  schema: z.number().min(0),
  fallback: 5,
  source: 'inference: usual market price; set it from your contract',
});

const dailyCap = definePolicy({
  key: 'notify.daily_cap',
  about: 'Messages to one phone or address in 24 hours, codes apart (they have a limit of their own)',
  schema: z.number().int().min(1),
  fallback: 10,
  source: 'inference: nobody may be flooded by forms filled in with their number',
});

/** Records a message and queues its delivery, both in the caller's transaction. */
export async function queueMessage(ctx: Ctx, message: Message): Promise<void> {
  const template = templateOf(message.template);
  const { crypto } = ctx.app;
  const refused = template.kind !== 'code' && (await isRefused(ctx, message.to, template.kind));
  const id = newId(ctx.now.getTime());
  await sql`
    insert into kernel.message (id, channel, to_hash, to_sealed, template, params, locale, state, created_at)
    values (${id}, ${message.channel}, ${crypto.hash('phone', message.to)}, ${crypto.seal(message.to)}, ${message.template},
      ${JSON.stringify(message.params ?? {})}, ${ctx.locale}, ${refused ? 'refused' : 'queued'}, ${ctx.now})`.execute(
    ctx.db,
  );
  if (refused) return;
  const after = template.kind === 'code' ? null : quietUntil(ctx.now, await policyAt(ctx, quietHours));
  await ctx.app.jobs.send(ctx.db, deliverMessage.name, { id }, after ? { after } : {});
}

/** Whether the person opted out of news, or has had enough today. */
async function isRefused(ctx: Ctx, to: string, kind: MessageKind): Promise<boolean> {
  const since = new Date(ctx.now.getTime() - 86_400_000);
  const hashes = ctx.app.crypto.hashes('phone', to);
  const { rows } = await sql<{ opted: boolean; sent: number }>`
    select exists (select 1 from kernel.opt_out where to_hash = any(${hashes})) as opted,
      (select count(*) from kernel.message where to_hash = any(${hashes}) and created_at > ${since}) as sent`.execute(
    ctx.db,
  );
  const { opted, sent } = rows[0]!;
  return (kind === 'news' && opted) || sent >= (await policyAt(ctx, dailyCap));
}

/** The end of the quiet hours that `now` falls into, or null outside them. The span may cross midnight. */
export function quietUntil(now: Date, span: { from: string; to: string }): Date | null {
  const clock = wallClock(now);
  const quiet =
    span.from <= span.to ? clock >= span.from && clock < span.to : clock >= span.from || clock < span.to;
  if (!quiet) return null;
  const minutes = (minuteOf(span.to) - minuteOf(clock) + 1440) % 1440;
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + minutes * 60_000);
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Segments an SMS is billed by: 70 characters alone, 67 each when it is longer (GSM 03.40, UCS-2). */
export function smsSegments(text: string): number {
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
}

interface MessageRow {
  readonly channel: 'sms' | 'mail';
  readonly to_sealed: Buffer;
  readonly template: string;
  readonly params: TextParams;
  readonly locale: 'zh' | 'en';
}

/** Takes one queued message to its channel; the row lock keeps a repeated job from sending twice. */
export const deliverMessage: Job = {
  name: 'kernel.deliver',
  async run(ctx, data) {
    const { id } = data as { id: string };
    const { rows } = await sql<MessageRow>`
      select channel, to_sealed, template, params, locale from kernel.message
      where id = ${id} and state = 'queued' for update skip locked`.execute(ctx.db);
    const row = rows[0];
    if (!row) return;
    const text = fill(templateOf(row.template).text[row.locale], row.params);
    const provider = row.channel === 'sms' ? ctx.app.config.sms : ctx.app.config.mail;
    await send(provider, row.channel, ctx.app.crypto.open(row.to_sealed), text);
    const cost = row.channel === 'sms' ? smsSegments(text) * (await policyAt(ctx, smsCost)) : 0;
    // The parameters of a code are the secret itself: they do not outlive the sending.
    const params = templateOf(row.template).kind === 'code' ? {} : row.params;
    if (templateOf(row.template).unkept) {
      await sql`delete from kernel.message where id = ${id}`.execute(ctx.db);
      return;
    }
    await sql`
      update kernel.message set state = 'sent', sent_at = ${ctx.now}, cost_fen = ${cost},
        params = ${JSON.stringify(params)} where id = ${id}`.execute(ctx.db);
  },
};

async function send(
  provider: Provider | undefined,
  channel: string,
  to: string,
  text: string,
): Promise<void> {
  if (!provider) {
    process.stdout.write(`[${channel} → ${to.slice(0, 3)}****${to.slice(-4)}] ${text}\n`);
    return;
  }
  const answer = await fetch(provider.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(provider.token ? { authorization: `Bearer ${provider.token}` } : {}),
    },
    body: JSON.stringify({ to, text }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`${channel} provider answered ${answer.status}`);
}

function templateOf(name: string): Template {
  const template = templates.get(name);
  if (!template) throw new Error(`message template ${name} was never defined`);
  return template;
}

/** Messages that wait to be sent, and since when the oldest. */
export async function messagesWaiting(db: Db): Promise<{ count: number; oldest: Date | null }> {
  const { rows } = await sql<{ count: number; oldest: Date | null }>`
    select count(*) as count, min(created_at) as oldest from kernel.message where state = 'queued'`.execute(
    db,
  );
  return rows[0]!;
}

/** A message as its receiver may see it: when, by which template, and what became of it. */
export interface SentMessage {
  readonly at: Date;
  readonly channel: 'sms' | 'mail';
  readonly template: string;
  readonly state: 'queued' | 'sent' | 'refused';
}

/** The messages to a phone or address by its keyed hash, the latest first. */
export async function messagesTo(ctx: Ctx, toHash: Buffer, limit: number): Promise<SentMessage[]> {
  const { rows } = await sql<SentMessage>`
    select created_at as at, channel, template, state from kernel.message
    where ${isTo(ctx, toHash)} order by created_at desc, id desc limit ${limit}`.execute(ctx.db);
  return rows;
}

/** SQL: `to_hash` is this one, in whatever form it stands while keys are rotated. */
function isTo({ app }: Ctx, toHash: Buffer) {
  return sql`to_hash = any(${app.crypto.variants('phone', toHash)}::bytea[])`;
}

/** What a message said, for its receiver to know it again: what filled it is not told. */
export function wordingOf(template: string, locale: Locale): string {
  return (templates.get(template)?.text[locale] ?? template).replace(/\{\w+\}/g, '…');
}

/** Removes every message to a phone, sent or waiting, and what it said of news. */
export async function forgetMessages(ctx: TxCtx, toHash: Buffer): Promise<void> {
  await sql`delete from kernel.message where ${isTo(ctx, toHash)}`.execute(ctx.db);
  await sql`delete from kernel.opt_out where ${isTo(ctx, toHash)}`.execute(ctx.db);
}

/** Since when a phone wants no news; null where it never said so. */
export async function refusesNews(ctx: Ctx, toHash: Buffer): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select at from kernel.opt_out where ${isTo(ctx, toHash)}`.execute(ctx.db);
  return rows[0]?.at ?? null;
}

/** Whether a phone gets news, from now on. What waits to be sent is called off too. */
export async function wantNews(ctx: TxCtx, toHash: Buffer, wanted: boolean): Promise<void> {
  if (wanted) {
    await sql`delete from kernel.opt_out where ${isTo(ctx, toHash)}`.execute(ctx.db);
    return;
  }
  await sql`insert into kernel.opt_out (to_hash, at) values (${toHash}, ${ctx.now}) on conflict do nothing`.execute(
    ctx.db,
  );
  const news = [...templates].filter(([, { kind }]) => kind === 'news').map(([name]) => name);
  await sql`update kernel.message set state = 'refused'
    where ${isTo(ctx, toHash)} and state = 'queued' and template = any(${news})`.execute(ctx.db);
}

const OLD_MESSAGES = (cutoff: Date) => sql`created_at < ${cutoff} and state <> 'queued' and to_hash <> ''`;

/** Takes away to whom at most `limit` messages older than `cutoff` went and what filled them; that they were sent, and the cost, stay. */
export async function blankMessages(ctx: TxCtx, cutoff: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update kernel.message set to_hash = '', to_sealed = '', params = '{}'
    where id in (select id from kernel.message where ${OLD_MESSAGES(cutoff)} limit ${limit})`.execute(ctx.db);
  return Number(numAffectedRows ?? 0n);
}

/** How many {@link blankMessages} would take. */
export async function countOldMessages(ctx: Ctx, cutoff: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from kernel.message where ${OLD_MESSAGES(cutoff)}`.execute(ctx.db);
  return rows[0]!.count;
}
