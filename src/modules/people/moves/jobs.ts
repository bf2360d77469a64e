import type { Job } from '#kernel/jobs';
import { listener } from '#kernel/module';
import { defineTemplates } from '#kernel/notify';
import { findOrg, phoneFor } from '#orgs';
import { moveDue } from '../transfer/actions.ts';
import { sides, type Transfer } from './queries.ts';

defineTemplates('people', {
  transfer_asked: {
    kind: 'service',
    text: {
      zh: '【职工之家】有一份转会等您确认，您不同意，会籍就不会转。请打开 {link} 用手机号登录，看清转到哪里再答复。电话 {phone}。',
      en: '[Zhijia] A transfer of your membership waits for your word; nothing moves without it. See where to and answer at {link}. Tel {phone}.',
    },
  },
  transfer_moved: {
    kind: 'service',
    text: {
      zh: '【职工之家】您的转会已办好，会员号不变。打开 {link} 用手机号登录查看。电话 {phone}。',
      en: '[Zhijia] Your membership has moved; your number stays. Sign in at {link} to see it. Tel {phone}.',
    },
  },
  transfer_moved_by_itself: {
    kind: 'service',
    text: {
      zh: '【职工之家】对方工会到期没有答复，会籍已按您的同意自动转过去，会员号不变。打开 {link} 登录查看。电话 {phone}。',
      en: '[Zhijia] The other union did not answer in time: your membership has moved as you agreed; your number stays. See {link}. Tel {phone}.',
    },
  },
  transfer_refused: {
    kind: 'service',
    text: {
      zh: '【职工之家】您的转会没有办成，会籍留在原工会，不受影响。原因可打 {phone} 询问，或打开 {link} 登录查看。',
      en: '[Zhijia] Your transfer was not accepted; your membership stays where it was. Ask why at {phone}, or sign in at {link}.',
    },
  },
});

/** Whom the member can ask: who asked them, where they are now, who refused. */
function whoAnswers(row: Transfer, to: string): number {
  if (to === 'moved') return row.to_org;
  return sides(row)[to === 'requested' ? 'asking' : 'answering'];
}

function templateOf(row: Transfer, to: string): string | undefined {
  // Closed meanwhile: there is nothing left to answer.
  if (to === 'requested') return row.state === 'requested' ? 'transfer_asked' : undefined;
  if (to === 'moved') return row.by_itself ? 'transfer_moved_by_itself' : 'transfer_moved';
  return to === 'refused' ? 'transfer_refused' : undefined;
}

export const tellMover = listener({
  event: 'people.transfer_step',
  async handle(ctx, { transferId, to }) {
    const row = await ctx.db
      .selectFrom('people.transfer')
      .selectAll()
      .where('id', '=', transferId)
      .executeTakeFirst();
    // Erased meanwhile: there is nobody to tell.
    if (!row) return;
    const template = templateOf(row, to);
    const person = await ctx.db
      .selectFrom('people.person')
      .select('phone_sealed')
      .where('id', '=', row.person_id)
      .executeTakeFirstOrThrow();
    if (!template || !person.phone_sealed) return;
    const union = await findOrg(ctx, whoAnswers(row, to));
    await ctx.notify({
      channel: 'sms',
      to: ctx.app.crypto.open(person.phone_sealed),
      template: `people.${template}`,
      params: {
        phone: (union && (await phoneFor(ctx, union))) ?? '12351',
        link: `${ctx.app.config.url}/me`,
      },
    });
  },
});

/** Every morning: who waited for an answer until the end of yesterday moves (domain.md C2). */
export const moveDueJob: Job = {
  name: 'people.move_due',
  cron: '30 7 * * *',
  async run(ctx) {
    if (await moveDue(ctx)) await ctx.app.jobs.send(ctx.db, moveDueJob.name, {});
  },
};
