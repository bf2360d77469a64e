import { recordChanges } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import type { DemoOrgs, Rng } from '#orgs';
import { VOICE } from './actions.ts';
import { SUGGESTIONS } from './texts/demo-suggestions.ts';

const HOUR = 3_600_000;

/** What people wrote on the pages over the last month or so; about half of it was answered. */
export async function demoVoices(ctx: TxCtx, rng: Rng, orgs: DemoOrgs): Promise<void> {
  let at = ctx.now.getTime();
  const rows = SUGGESTIONS.map((said) => {
    at -= (6 + rng() * 72) * HOUR;
    const answered = at + (4 + rng() * 44) * HOUR;
    return {
      id: newId(at),
      org_id: orgs[said.at],
      kind: 'suggestion' as const,
      text: said.text,
      page: said.page,
      contact_sealed: said.contact ? ctx.app.crypto.seal(said.contact) : null,
      state: said.note ? ('answered' as const) : ('open' as const),
      note: said.note ?? null,
      at: new Date(at),
      answered_at: said.note ? new Date(Math.min(answered, ctx.now.getTime())) : null,
    };
  });
  await ctx.db.insertInto('voices.voice').values(rows).execute();
  const guest = { kind: 'guest' } as const;
  const changes = rows.flatMap(({ id, at: said, answered_at }) => [
    { entity: VOICE, entityId: id, from: null, to: 'open', at: said, actor: guest },
    ...(answered_at
      ? [{ entity: VOICE, entityId: id, from: 'open', to: 'answered', at: answered_at, actor: ctx.actor }]
      : []),
  ]);
  await recordChanges(ctx, changes);
  await ctx.audit({ action: 'voices.demo', orgId: orgs.root, detail: { suggestions: rows.length } });
}
