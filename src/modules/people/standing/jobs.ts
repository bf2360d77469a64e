import { listener } from '#kernel/module';
import { defineTemplates } from '#kernel/notify';
import { findOrg, phoneFor } from '#orgs';

defineTemplates('people', {
  membership_changed: {
    kind: 'service',
    text: {
      zh: '【职工之家】您的会籍有变动。请打开 {link} 用手机号登录查看，有疑问可打 {phone}。',
      en: '[Zhijia] Your membership has changed. Sign in with your phone at {link} to see it, or call {phone}.',
    },
  },
});

/** Tells the member that something changed; what it was stands behind the sign-in. */
export const tellMember = listener({
  event: 'people.membership_step',
  async handle(ctx, { personId, to }) {
    if (to === 'deceased') return;
    const person = await ctx.db
      .selectFrom('people.person')
      .select(['phone_sealed', 'org_id'])
      .where('id', '=', personId)
      .executeTakeFirst();
    if (!person?.phone_sealed) return;
    const union = person.org_id === null ? undefined : await findOrg(ctx, person.org_id);
    await ctx.notify({
      channel: 'sms',
      to: ctx.app.crypto.open(person.phone_sealed),
      template: 'people.membership_changed',
      params: {
        phone: (union && (await phoneFor(ctx, union))) ?? '12351',
        link: `${ctx.app.config.url}/me`,
      },
    });
  },
});
