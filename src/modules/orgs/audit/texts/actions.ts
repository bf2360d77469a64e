import type { ActionGroup } from '../contract.ts';

type Word = readonly [group: ActionGroup, zh: string, en: string];

/** Every action that is written to the audit log, in plain words. */
export const ACTIONS: Readonly<Record<string, Word>> = {
  'people.list': ['look', '看人员名单', 'looked through a list of people'],
  'people.view': ['look', '看一个人的记录', 'looked at a person’s record'],
  'people.lookup': ['look', '按完整号码找人', 'looked somebody up by a whole number'],
  'people.list_applications': ['look', '看入会申请列表', 'looked through applications'],
  'people.view_application': ['look', '看一份入会申请', 'looked at an application'],
  'people.list_transfers': ['look', '看转会列表', 'looked through transfers'],
  'people.view_transfer': ['look', '看一次转会', 'looked at a transfer'],
  'people.import_rows': ['look', '看花名册的核对结果', 'looked through the rows of a roster'],
  'people.open_own': ['look', '本人打开自己的申请', 'opened their own application'],

  'people.list_requests': ['look', '查看个人信息请求列表', 'listed requests about personal data'],
  'people.view_request': ['look', '打开一件个人信息请求', 'opened a request about personal data'],

  'people.reveal': ['reveal', '显示完整号码或打印登记表', 'was shown whole numbers, or printed the form'],

  'people.export': ['export', '导出人员名单', 'exported people'],
  'people.export_rows': ['export', '导出的一页名单', 'a page of exported people'],
  'people.form_export': ['export', '填好并导出表格', 'filled in and exported a form'],
  'people.import_refused': ['export', '下载花名册里不能用的行', 'downloaded the refused rows of a roster'],
  'people.copy_own': ['export', '本人带走自己的信息', 'took their own data away'],
  'people.retention_export': ['export', '导出到期清理记录', 'exported the report of what was deleted'],
  'audit.export': ['export', '导出审计记录', 'exported the audit log'],

  'accounts.signed_in': ['sign_in', '登录', 'signed in'],
  'accounts.signed_out': ['sign_in', '退出登录', 'signed out'],
  'accounts.sign_in_failed': ['sign_in', '登录没有成功', 'failed to sign in'],
  'accounts.password_passed': [
    'sign_in',
    '密码正确，等待动态口令',
    'gave the right password, second factor to come',
  ],
  'accounts.password_changed': ['sign_in', '修改密码', 'changed the password'],
  'accounts.password_refused': ['sign_in', '原密码不对', 'gave a wrong old password'],
  'accounts.totp_started': ['sign_in', '开始绑定动态口令', 'began to set up a second factor'],
  'accounts.totp_enabled': ['sign_in', '绑定动态口令', 'set up a second factor'],
  'accounts.totp_refused': ['sign_in', '动态口令不对', 'gave a wrong one-time code'],
  'accounts.code_refused': ['sign_in', '短信验证码不对', 'gave a wrong SMS code'],
  'accounts.locked': ['sign_in', '多次尝试，暂时锁定', 'was locked out after wrong tries'],
  'accounts.oidc_passed': [
    'sign_in',
    '统一登录通过，等待动态口令',
    'passed at the provider, second factor to come',
  ],
  'accounts.session_ended': ['sign_in', '结束一处登录', 'ended one of their sessions'],
  'accounts.other_sessions_ended': ['sign_in', '结束其他各处登录', 'ended all other sessions'],
  'accounts.token_revoked': ['sign_in', '停用访问令牌', 'revoked an access token'],
  'account.second_factor_reset': ['sign_in', '重置动态口令', 'reset a second factor'],
  'accounts.token_created': ['sign_in', '建立访问令牌', 'made an access token'],

  'people.application.submitted': ['application', '提交入会申请', 'applied to join'],
  'people.application.auto_checked': ['application', '申请通过自动检查', 'the application passed the checks'],
  'people.application.in_review': ['application', '申请进入审批', 'the application came up for review'],
  'people.application.pooled': ['application', '申请转入待分配', 'the application went into the pool'],
  'people.application.offered': [
    'application',
    '申请转给另一个工会',
    'the application was offered to a union',
  ],
  'people.application.returned': [
    'application',
    '申请退回补正',
    'the application was returned for correction',
  ],
  'people.application.approved': ['application', '批准入会', 'approved an application'],
  'people.application.rejected': ['application', '不予批准', 'rejected an application'],
  'people.application.withdrawn': ['application', '撤回申请', 'withdrew an application'],
  'people.owner_proved': ['application', '证明证件是本人的', 'proved to own the ID'],
  'people.phone_proved': ['application', '验证手机号', 'proved the phone'],
  'people.phone_released': [
    'application',
    '手机号从原来的人名下取下',
    'a phone was taken off another record',
  ],
  'people.resolve': ['application', '登记会议决定', 'recorded a resolution'],
  'people.attach': ['application', '上传会议决定的附件', 'attached a file to a resolution'],

  'people.membership.active': ['membership', '会籍生效', 'a membership began or goes on'],
  'people.membership.transferring': ['membership', '会籍转接中', 'a membership is being transferred'],
  'people.membership.retained': ['membership', '保留会籍', 'a membership was retained'],
  'people.membership.transferred': ['membership', '会籍转出', 'a membership was transferred'],
  'people.membership.resigned': ['membership', '退会', 'a member resigned'],
  'people.membership.deemed_resigned': ['membership', '视为自动退会', 'a member was deemed to have resigned'],
  'people.membership.expelled': ['membership', '开除会籍', 'a member was expelled'],
  'people.membership.deceased': ['membership', '会员去世', 'a member died'],
  'people.warn': ['membership', '提醒欠缴会费的会员', 'warned a member'],
  'people.retain_above': [
    'membership',
    '工会解散，会籍由上级保留',
    'memberships kept above after a dissolution',
  ],
  'people.merge': ['membership', '工会合并，会员转入', 'members went over in a merger'],

  'people.transfer.requested': ['transfer', '发起转会', 'asked for a transfer'],
  'people.transfer.confirmed': ['transfer', '本人同意转会', 'the member agreed to a transfer'],
  'people.transfer.moved': ['transfer', '会籍已接转', 'a membership moved'],
  'people.transfer.refused': ['transfer', '对方工会不同意转会', 'the other union refused a transfer'],
  'people.transfer.declined': ['transfer', '本人不同意转会', 'the member declined a transfer'],
  'people.transfer.withdrawn': ['transfer', '撤回转会', 'withdrew a transfer'],
  'people.claim': ['transfer', '请求接收会籍', 'asked for somebody’s membership'],

  'people.import_begin': ['roster', '上传花名册', 'uploaded a roster'],
  'people.import_confirm': ['roster', '确认核对花名册', 'confirmed a roster'],
  'people.import_applied': ['roster', '花名册写入完成', 'a roster was applied'],
  'people.import_discard': ['roster', '放弃花名册', 'discarded a roster'],
  'people.import_undo': ['roster', '撤销整个花名册', 'undid a roster'],
  'people.import_undo_rows': ['roster', '撤销花名册的几行', 'undid rows of a roster'],
  'people.roster_follows': ['roster', '花名册随单位转给另一个工会', 'a roster followed its employer'],
  'people.form_upload': ['roster', '上传表格样式', 'uploaded a form'],
  'people.form_map': ['roster', '设定表格各列', 'mapped the columns of a form'],
  'people.form_delete': ['roster', '删除表格样式', 'deleted a form'],

  'orgs.organisation.planning': ['organisation', '登记筹建中的组织', 'recorded a planned organisation'],
  'orgs.organisation.approved_by_upper': ['organisation', '上级工会批准建会', 'the upper union approved'],
  'orgs.organisation.founded': ['organisation', '组织成立', 'an organisation was founded'],
  'orgs.organisation.active': ['organisation', '组织开始或继续运行', 'an organisation is active'],
  'orgs.organisation.merged': ['organisation', '组织并入另一个', 'an organisation was merged'],
  'orgs.organisation.dissolved': ['organisation', '组织解散', 'an organisation was dissolved'],
  'orgs.update': ['organisation', '修改组织资料', 'changed an organisation’s facts'],
  'orgs.merge': ['organisation', '合并工会', 'merged a union'],
  'orgs.relate': ['organisation', '建立组织之间的关系', 'related two organisations'],
  'orgs.end_relation': ['organisation', '结束组织之间的关系', 'ended a relation'],
  'orgs.serve': ['organisation', '设定服务的街道', 'set the streets served'],
  'orgs.term_notices': ['organisation', '提醒任期将满', 'reminded of a term that ends'],

  'orgs.invite': ['officer', '邀请工作人员', 'invited an officer'],
  'orgs.revoke_invitation': ['officer', '撤回邀请', 'withdrew an invitation'],
  'orgs.grant': ['officer', '授予角色', 'gave a role'],
  'orgs.end_role': ['officer', '结束角色', 'ended a role'],
  'orgs.end_sessions': ['officer', '结束工作人员的登录', 'ended the sessions of an officer'],

  'people.rights_request.requested': ['person', '提出个人信息请求', 'asked something about their data'],
  'people.rights_request.identity_checked': ['person', '核实请求人身份', 'proved to be the one who asks'],
  'people.rights_request.done': ['person', '办结个人信息请求', 'did what a person had asked for'],
  'people.rights_request.refused': [
    'person',
    '答复个人信息请求：不能办',
    'refused what a person had asked for',
  ],
  'people.corrected_own': ['person', '本人更正自己的信息', 'corrected their own data'],
  'people.news_chosen': ['person', '本人选择是否收通知短信', 'chose whether to get news'],
  'people.erased': ['person', '删除个人信息', 'erased a person'],

  'voices.suggestion.open': ['voice', '提交意见', 'made a suggestion'],
  'voices.suggestion.answered': ['voice', '回复意见', 'answered a suggestion'],

  'places.set_hours': ['organisation', '修改开放时间', 'changed the hours of a place'],
  'places.add_exception': ['organisation', '添加临时安排', 'added other hours for a time'],
  'places.withdraw_exception': ['organisation', '撤回临时安排', 'took other hours back'],
  'places.set_holidays': ['system', '填写放假安排', 'entered the public holidays'],

  'audit.list': ['system', '查看审计记录', 'read the audit log'],
  'audit.view': ['system', '查看一条审计记录', 'read an entry of the audit log'],
  'audit.verify': ['system', '核对审计日志', 'verified the audit log'],
  'audit.prune': ['system', '按期清理审计日志', 'removed old entries of the audit log'],
  'people.retention': ['system', '到期清理个人信息', 'deleted what was too old'],
  'backup.asked': ['system', '立即备份', 'asked for a backup'],
  'kernel.keys_rotated': ['system', '更换密钥', 'replaced the keys'],
  'policy.set': ['system', '修改政策参数', 'set a policy'],
  'orgs.demo': ['system', '载入示范组织', 'loaded demo organisations'],
  'people.demo': ['system', '载入示范人员', 'loaded demo people'],
  'voices.demo': ['system', '载入示范意见', 'loaded demo suggestions'],
};

/** The actions of a group. */
export function actionsOf(group: ActionGroup): string[] {
  return Object.entries(ACTIONS).flatMap(([action, [of]]) => (of === group ? [action] : []));
}

/** An action in plain words, or its code where the page is older than the log. */
export function wordOf(action: string, locale: 'zh' | 'en'): string {
  const word = ACTIONS[action];
  return word ? word[locale === 'zh' ? 1 : 2] : action;
}
