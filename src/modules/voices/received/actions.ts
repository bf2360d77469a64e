import { sql } from 'kysely';
import { recordChanges } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { VOICE } from '../actions.ts';
import type { VoiceTable } from '../tables.ts';

/** A voice that an officer writes down for others; `note`: answered already, by this. */
export interface Received extends Pick<VoiceTable, 'org_id' | 'text' | 'theme' | 'place_id' | 'area_code'> {
  readonly kind: 'visit' | 'hotline';
  readonly visit_id: string | null;
  readonly source_ref: string | null;
  readonly contact?: string | undefined;
  readonly name?: string | undefined;
  readonly note: string | null;
  readonly at: Date;
}

/**
 * Puts voices on record and begins their history; name and contact are sealed. One whose source the union has on record
 * already is left out. Returns the ids in the order given, null for what was left out. The caller writes the audit entry.
 */
export async function putVoices(ctx: TxCtx, given: readonly Received[]): Promise<(string | null)[]> {
  const { crypto } = ctx.app;
  const sealed = (text: string | undefined): string | null =>
    text === undefined ? null : `\\x${crypto.seal(text).toString('hex')}`;
  const rows = given.map(({ contact, name, ...voice }) => ({
    ...voice,
    id: newId(voice.at.getTime()),
    state: voice.note === null ? 'open' : 'answered',
    contact_sealed: sealed(contact),
    name_sealed: sealed(name),
    answered_at: voice.note === null ? null : ctx.now,
  }));
  const { rows: put } = await sql<{ id: string }>`
    insert into voices.voice (id, org_id, kind, text, theme, place_id, area_code, contact_sealed, name_sealed, source_ref,
      visit_id, state, note, at, answered_at)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, org_id integer, kind text, text text,
      theme text, place_id uuid, area_code text, contact_sealed bytea, name_sealed bytea, source_ref text, visit_id uuid,
      state text, note text, at timestamptz, answered_at timestamptz)
    on conflict (org_id, kind, source_ref) do nothing returning id`.execute(ctx.db);
  const known = new Set(put.map(({ id }) => id));
  const changes = rows
    .filter(({ id }) => known.has(id))
    .flatMap(({ id, state, at }) => {
      const begun = { entity: VOICE, entityId: id, from: null, to: 'open', at };
      const ended = { ...begun, from: 'open', to: 'answered', at: ctx.now };
      return state === 'open' ? [begun] : [begun, ended];
    });
  await recordChanges(ctx, changes);
  return rows.map(({ id }) => (known.has(id) ? id : null));
}
