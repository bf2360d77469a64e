import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { kernelError } from '#kernel/errors';
import { openLink, type Link } from '#kernel/links';
import { policyAt } from '#kernel/policy';
import { findOrg, phoneFor } from '#orgs';
import { placeRefs } from '#places';
import { VOICE_LINK } from '../actions.ts';
import { delaysOf } from '../delay/queries.ts';
import { additionsTo, answerDays, latestDelay, sinceOf, type Voice } from '../queries.ts';
import { isOverdue } from '../rules.ts';
import type * as contract from './contract.ts';
import { keepContact, keepVoice } from './keep/actions.ts';
import { maskContact, maskName } from './rules.ts';

/** The voice that a token opens. Throws kernel.link_unknown and kernel.link_over. */
export async function voiceByToken(ctx: Ctx, token: string): Promise<{ voice: Voice; link: Link }> {
  const link = await openLink(ctx, VOICE_LINK, token);
  const voice = await beyond(ctx, 'what a secret link said', ({ db }) =>
    db.selectFrom('voices.voice').selectAll().where('id', '=', link.subject).executeTakeFirst(),
  );
  if (!voice) throw kernelError('link_unknown');
  return { voice, link };
}

export async function viewSaid(
  ctx: Ctx,
  { token }: Input<typeof contract.viewSaid>,
): Promise<Output<typeof contract.viewSaid>> {
  const { voice } = await voiceByToken(ctx, token);
  const days = await policyAt(ctx, answerDays);
  const since = sinceOf(voice);
  const open = (sealed: Buffer | null) => (sealed === null ? null : ctx.app.crypto.open(sealed));
  const contact = open(voice.contact_sealed);
  const name = open(voice.name_sealed);
  return {
    kind: voice.kind,
    text: voice.text,
    ...(await aboutOf(ctx, voice)),
    state: voice.state,
    at: voice.at.toISOString(),
    since: since.toISOString(),
    answerDays: days,
    overdue: isOverdue({ state: voice.state, since }, ctx.now, days),
    answer: voice.note,
    answeredAt: voice.answered_at?.toISOString() ?? null,
    ...(await wayOf(ctx, voice)),
    contact: contact === null ? null : maskContact(contact),
    name: name === null ? null : maskName(name),
    keptMonths: { contact: await policyAt(ctx, keepContact), words: await policyAt(ctx, keepVoice) },
  };
}

/** Whom and which place a voice is about. */
async function aboutOf(ctx: Ctx, { org_id, place_id }: Voice) {
  const org = await findOrg(ctx, org_id);
  const place = place_id === null ? undefined : (await placeRefs(ctx, [place_id])).get(place_id);
  return {
    union: { name: org?.name ?? '', phone: org ? await phoneFor(ctx, org) : null },
    place: place ? { code: place.code, name: place.name } : null,
  };
}

/** What was added to a voice, with how many others it is handled, and the steps of that. */
async function wayOf(ctx: Ctx, { id, concern_id, ...voice }: Voice) {
  return beyond(ctx, 'the way of what a secret link said', async (wide) => {
    const additions = (await additionsTo(wide, [id])).get(id) ?? [];
    const delays = (await delaysOf(wide, [id])).get(id) ?? [];
    const told = { additions, delays, delay: latestDelay(delays, sinceOf(voice)) };
    if (concern_id === null) return { ...told, others: null, steps: [] };
    const { count } = await wide.db
      .selectFrom('voices.voice')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('concern_id', '=', concern_id)
      .where('id', '<>', id)
      .executeTakeFirstOrThrow();
    const steps = await wide.db
      .selectFrom('voices.step')
      .select(['kind', 'text', 'at'])
      .where('concern_id', '=', concern_id)
      .orderBy('at')
      .orderBy('id')
      .execute();
    return {
      ...told,
      others: count,
      steps: steps.map(({ at, ...step }) => ({ ...step, at: at.toISOString() })),
    };
  });
}
