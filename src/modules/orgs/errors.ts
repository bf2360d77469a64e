import { defineErrors } from '#kernel/errors';

export const orgsError = defineErrors('orgs', {
  not_found: {
    status: 404,
    message: { zh: '没有找到这个组织，或不在您的范围内。', en: 'No such organisation in your scope.' },
    hint: { zh: '请从“工会与单位”重新查找。', en: 'Look it up again under Unions and employers.' },
  },
  no_such_entry: {
    status: 404,
    message: {
      zh: '没有找到这条审计记录，或不在您的范围内。',
      en: 'No such entry of the audit log in your scope.',
    },
    hint: {
      zh: '它可能已按期清理。请从列表重新打开。',
      en: 'It may have been removed in time. Open it from the list.',
    },
  },
  audit_too_long: {
    status: 422,
    message: {
      zh: '超过 {limit} 条，一个文件装不下。',
      en: 'More than {limit} entries do not go into one file.',
    },
    hint: { zh: '请缩小日期范围，分几次导出。', en: 'Narrow the dates and export in parts.' },
  },
  bad_uscc: {
    status: 400,
    message: { zh: '统一社会信用代码不对。', en: 'This is not a valid unified social credit code.' },
    hint: {
      zh: '应为 18 位数字和大写字母，最后一位是校验码；没有可以留空。',
      en: '18 characters, the last one a check; leave it empty if there is none.',
    },
  },
  uscc_taken: {
    status: 409,
    message: {
      zh: '这个统一社会信用代码已经登记在另一个组织名下。',
      en: 'Another organisation has this code already.',
    },
    hint: { zh: '请先查找，可能已经有人登记过。', en: 'Search first: it may be registered already.' },
  },
  union_needs_level: {
    status: 400,
    message: {
      zh: '工会要选层级，其他组织不选。',
      en: 'A union needs a level; other organisations have none.',
    },
    hint: { zh: '请选择层级和组建形式。', en: 'Choose its level and formation.' },
  },
  unknown_area: {
    status: 400,
    message: { zh: '没有这个行政区划代码。', en: 'There is no such area code.' },
    hint: { zh: '请从列表中选择区和街道。', en: 'Choose district and street from the list.' },
  },
  area_served: {
    status: 409,
    message: { zh: '{area} 已由“{org}”服务。', en: '{area} is served by “{org}” already.' },
    hint: { zh: '先在那个工会去掉，再加到这里。', en: 'Take it off there first.' },
  },
  bad_step: {
    status: 409,
    message: { zh: '现在的状态不能直接变成这个状态。', en: 'This step does not follow the present state.' },
    hint: {
      zh: '请按顺序办理：拟建、上级批准、成立、运行。',
      en: 'Go in order: planned, approved above, founded, active.',
    },
  },
  reason_needed: {
    status: 400,
    message: { zh: '请写明原因。', en: 'Please say why.' },
    hint: { zh: '原因会留在历史里。', en: 'The reason is kept in the history.' },
  },
  bad_successor: {
    status: 409,
    message: {
      zh: '不能合并到这个工会。',
      en: 'It cannot be merged into this one.',
    },
    hint: {
      zh: '请选择一个正常运行的工会；不能是它自己、它的下级，也不能是待转入库。',
      en: 'Choose an active union that is neither this one, nor below it, nor a holding pool.',
    },
  },
  not_standing: {
    status: 409,
    message: {
      zh: '“{org}”已经撤销或合并，不能再办这件事。',
      en: '“{org}” was dissolved or merged; this cannot be done there any more.',
    },
    hint: { zh: '请到接收它的工会或上级工会办理。', en: 'Do it at the union that took it over, or above.' },
  },
  no_sector_association: {
    status: 409,
    message: { zh: '只有行业联合会按职业接收会员。', en: 'Only a sector association takes in occupations.' },
    hint: { zh: '请在行业联合会的页面上设置。', en: 'Set them on the page of a sector association.' },
  },
  held_in_future: {
    status: 400,
    message: { zh: '换届大会的日期还没有到。', en: 'This day of the election has not come yet.' },
    hint: { zh: '请在大会开过以后再登记。', en: 'Record the election once it was held.' },
  },
  term_ends_early: {
    status: 400,
    message: { zh: '新的届满日期应在换届大会之后。', en: 'The new term must end after the election.' },
    hint: {
      zh: '一届一般是 3 年或 5 年，请检查日期。',
      en: 'A term is usually 3 or 5 years; check the dates.',
    },
  },
  has_children: {
    status: 409,
    message: {
      zh: '下面还有 {count} 个组织，不能直接撤销。',
      en: '{count} organisations are still below it.',
    },
    hint: {
      zh: '先把它们转到别的工会，会员不会丢。',
      en: 'Move them to another union first; no member is lost.',
    },
  },
  cycle: {
    status: 409,
    message: { zh: '不能放到自己或自己的下级之下。', en: 'A union cannot be put below itself.' },
    hint: { zh: '请选择另一个上级。', en: 'Choose another upper union.' },
  },
  bad_parent: {
    status: 409,
    message: {
      zh: '上级应是一个没有撤销的工会。',
      en: 'What stands above must be a union that is not dissolved.',
    },
    hint: { zh: '请选择另一个上级。', en: 'Choose another upper union.' },
  },
  already_related: {
    status: 409,
    message: {
      zh: '这个关系已经有了，或该单位已由别的工会组织。',
      en: 'This relation exists, or another union organises it.',
    },
    hint: { zh: '先结束原来的关系。', en: 'End the present relation first.' },
  },
  relation_not_found: {
    status: 404,
    message: { zh: '没有找到这个关系，或已经结束。', en: 'No such relation, or it has ended.' },
    hint: { zh: '请刷新页面查看。', en: 'Reload the page.' },
  },
  may_not_invite: {
    status: 403,
    message: { zh: '您的角色不能任命这个角色。', en: 'Your role may not appoint this role.' },
    hint: {
      zh: '系统管理员和审计员由系统管理员任命（三员分立）。',
      en: 'Administrators and auditors are appointed by an administrator.',
    },
  },
  already_invited: {
    status: 409,
    message: { zh: '这个手机号已有一份未接受的同样邀请。', en: 'This phone has the same invitation open.' },
    hint: { zh: '可以撤回原邀请再发。', en: 'Withdraw it to send a new one.' },
  },
  invitation_gone: {
    status: 410,
    message: {
      zh: '邀请已失效、已接受或已撤回。',
      en: 'This invitation has expired, was accepted or withdrawn.',
    },
    hint: { zh: '请联系发邀请的人重新发送。', en: 'Ask the person who sent it for a new one.' },
  },
  password_missing: {
    status: 400,
    message: { zh: '请设一个登录密码。', en: 'Please set a password.' },
    hint: {
      zh: '至少 8 位；建议用一句好记的话。',
      en: 'At least 8 characters; a phrase is easiest to remember.',
    },
  },
  officer_not_found: {
    status: 404,
    message: { zh: '没有找到这个任职，或已经结束。', en: 'No such officer, or the role has ended.' },
    hint: { zh: '请刷新页面查看。', en: 'Reload the page.' },
  },
  until_past: {
    status: 400,
    message: { zh: '到期日已经过去。', en: 'This end date has passed.' },
    hint: { zh: '请选今天之后的日期，或留空。', en: 'Choose a later day, or leave it empty.' },
  },
  duties_separated: {
    status: 409,
    message: {
      zh: '同一个人不能同时做业务、系统管理和审计。',
      en: 'One person cannot hold business, system and audit duties.',
    },
    hint: {
      zh: '请先结束另一个职责，或换一个人。',
      en: 'End the other duty first, or choose somebody else.',
    },
  },
  last_admin: {
    status: 409,
    message: { zh: '这是最后一位系统管理员，不能结束。', en: 'This is the last system administrator.' },
    hint: { zh: '先任命一位新的系统管理员。', en: 'Appoint another one first.' },
  },
});

/** The stop for an organisation that does not exist for the caller. */
export const noSuchOrg = (): Error => orgsError('not_found');
