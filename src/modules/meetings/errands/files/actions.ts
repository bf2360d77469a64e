import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { checkFile, type CheckedFile, type FileKind } from '#kernel/http/uploads';
import { newId } from '#kernel/ids';
import { findLink, isLive, newLink, revokeLink } from '#kernel/links';
import type { RouteExtra, Upload } from '#kernel/module';
import type * as contract from '../contract.ts';
import { MOST_FILES } from '../contract.ts';
import { askedBy, errandLink, standingOf } from '../asked/queries.ts';
import { errandError } from '../errors.ts';
import { sayingsNow } from '../rules.ts';

/**
 * The kind of links that stand for one upload. What a file is called travels in the address, where logs and proxies read
 * it: the unit's own link must not stand there, so it is changed for one that is good for one file and ten minutes.
 */
const TICKET = 'meetings.upload';
const TICKET_MS = 10 * 60_000;
/** Sent and not answered with, of one errand: more than one answer takes, for those chosen again. The oldest go first. */
const MOST_UPLOADS = MOST_FILES * 2;

const TYPES: Partial<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const KINDS = Object.keys(TYPES) as FileKind[];

export async function ticketForFile(
  ctx: TxCtx,
  { token }: Input<typeof contract.ticketForFile>,
): Promise<Output<typeof contract.ticketForFile>> {
  const link = await errandLink(ctx, token);
  return beyond(ctx, 'a unit is about to send a file', async (wide) => {
    const asked = await askedBy(wide, link.subject);
    if (sayingsNow(standingOf(asked)).length === 0) throw errandError('errand_over');
    const expiresAt = new Date(wide.now.getTime() + TICKET_MS);
    const ticket = await newLink(wide, { kind: TICKET, subject: link.subject, orgId: null, expiresAt });
    return { ticket: ticket.token };
  });
}

export async function sendFile(
  ctx: TxCtx,
  { token, name }: Input<typeof contract.sendFile>,
  { upload }: Pick<RouteExtra, 'upload'>,
): Promise<Output<typeof contract.sendFile>> {
  const ticket = await findLink(ctx, TICKET, token);
  if (!isLive(ticket, ctx.now)) throw errandError('errand_ticket_over');
  const file = fileOf(upload, name);
  return beyond(ctx, 'a unit sends a file', async (wide) => {
    await askedBy(wide, ticket.subject, { lock: true });
    // Of two at once with one ticket the second finds it used.
    if (!(await revokeLink(wide, TICKET, ticket.subject, ticket.id))) throw errandError('errand_ticket_over');
    const id = newId(wide.now.getTime());
    await wide.db
      .insertInto('meetings.upload')
      .values({
        id,
        errand_id: ticket.subject,
        name: file.name,
        type: TYPES[file.kind]!,
        bytes: file.bytes,
        at: wide.now,
      })
      .execute();
    await dropOldest(wide, ticket.subject);
    return { id, name: file.name };
  });
}

/**
 * Throws meetings.errand_bad_file for whatever it is that is not taken, an old sheet or an empty file too. Here nobody opens
 * a sheet to see whether it is one, so that an archive under another name is found by the part that every sheet has.
 */
function fileOf(upload: Upload | undefined, name: string): CheckedFile {
  const refuse = () => errandError('errand_bad_file', { field: 'files' });
  const file = checked();
  if (file.kind === 'xlsx' && !file.bytes.includes('xl/workbook')) throw refuse();
  return file;

  function checked(): CheckedFile {
    try {
      return checkFile(upload, { name, kinds: KINDS, refuse });
    } catch {
      throw refuse();
    }
  }
}

async function dropOldest(ctx: TxCtx, errandId: string): Promise<void> {
  const uploads = ctx.db.selectFrom('meetings.upload').select('id').where('errand_id', '=', errandId);
  const kept = await uploads.orderBy('at', 'desc').orderBy('id', 'desc').limit(MOST_UPLOADS).execute();
  await ctx.db
    .deleteFrom('meetings.upload')
    .where('errand_id', '=', errandId)
    .where(
      'id',
      'not in',
      kept.map(({ id }) => id),
    )
    .execute();
}
