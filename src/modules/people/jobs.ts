import type { Job } from '#kernel/jobs';
import { listener } from '#kernel/module';
import { defineTemplates } from '#kernel/notify';
import { findOrg, phoneFor } from '#orgs';
import { OWNER_CODE, sendOwnerCode } from './join/actions.ts';

defineTemplates('people', {
  received: {
    kind: 'service',
    text: {
      zh: '【职工之家】您的入会申请已收到。打开 {link} 看进度、验证手机号。链接只给您本人，请勿转发。',
      en: '[Zhijia] Your application was received. Track it and verify your phone: {link} Keep this link to yourself.',
    },
  },
  approved: {
    kind: 'service',
    text: {
      zh: '【职工之家】您已成为{union}会员。打开 {link} 用手机号登录查看会员卡。电话 {phone}。',
      en: '[Zhijia] You are now a member of {union}. Sign in with your phone at {link}. Tel {phone}.',
    },
  },
  phone_changed: {
    kind: 'service',
    text: {
      zh: '【职工之家】单位花名册上您的手机号已更换，此号码不再能登录您的会员记录。若不是您本人更换，请联系工会。{link}',
      en: '[Zhijia] Your employer’s roster has a new phone for you; this one no longer opens your record. Not you? Tell your union. {link}',
    },
  },
  returned: {
    kind: 'service',
    text: {
      zh: '【职工之家】您的入会申请需要补充或更正，请打开申请时的链接，或到 {link} 登录查看。电话 {phone}。',
      en: '[Zhijia] Your application needs a correction. Open its link, or sign in at {link}. Tel {phone}.',
    },
  },
  rejected: {
    kind: 'service',
    text: {
      zh: '【职工之家】您的入会申请没有通过，原因请打开申请时的链接，或到 {link} 登录查看。可打 {phone} 询问。',
      en: '[Zhijia] Your application was not accepted. See why by its link or at {link}, or call {phone}.',
    },
  },
});

export const ownerCode: Job = {
  name: OWNER_CODE,
  transaction: false,
  run: (ctx, data) => sendOwnerCode(ctx, (data as { applicationId: string }).applicationId),
};

/** Tells the applicant; the wording holds no personal data, the reason waits behind the link. */
export const tellApplicant = listener({
  event: 'people.application_decided',
  async handle(ctx, { applicationId }) {
    const row = await ctx.db
      .selectFrom('people.application')
      .select(['state', 'phone_sealed', 'org_id'])
      .where('id', '=', applicationId)
      .executeTakeFirst();
    // Erased meanwhile: there is nobody to tell.
    if (!row) return;
    if (row.state !== 'approved' && row.state !== 'returned' && row.state !== 'rejected') return;
    const org = await findOrg(ctx, row.org_id);
    const params = {
      union: org?.name ?? '',
      phone: (org ? await phoneFor(ctx, org) : null) ?? '12351',
      link: `${ctx.app.config.url}/me`,
    };
    await ctx.notify({
      channel: 'sms',
      to: ctx.app.crypto.open(row.phone_sealed),
      template: `people.${row.state}`,
      params,
    });
  },
});
