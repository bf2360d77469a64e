import { defineErrors } from '#kernel/errors';

export const peopleError = defineErrors('people', {
  bad_id_number: {
    status: 400,
    message: { zh: '证件号码不对，请再核对一遍。', en: 'The ID number is not right; please check it again.' },
    hint: {
      zh: '居民身份证是 18 位，最后一位可能是 X；其他证件请先选证件类型。',
      en: 'A resident ID has 18 characters, the last may be X; choose the kind of ID for any other.',
    },
  },
  too_young: {
    status: 422,
    message: { zh: '未满 {age} 周岁，还不能加入工会。', en: 'You must be {age} to join.' },
    hint: {
      zh: '若证件上的生日有误，请带证件到所在街道工会办理。',
      en: 'If the birth date on record is wrong, bring your ID to the street union.',
    },
  },
  consent_needed: {
    status: 400,
    message: { zh: '请先阅读并同意信息使用说明。', en: 'Please read and accept how your data is used.' },
    hint: { zh: '不同意就不会保存任何内容。', en: 'Nothing is kept without it.' },
  },
  application_not_found: {
    status: 404,
    message: { zh: '没有找到这份申请，或不在您的范围内。', en: 'No such application in your reach.' },
    hint: {
      zh: '请核对链接是否完整；也可以用手机号登录后查看。',
      en: 'Check the link is complete, or sign in with your phone to see it.',
    },
  },
  person_not_found: {
    status: 404,
    message: { zh: '没有找到这个人，或不在您的范围内。', en: 'No such person in your scope.' },
    hint: { zh: '会员可能已转到别的工会。', en: 'The member may have moved to another union.' },
  },
  bad_step: {
    status: 409,
    message: {
      zh: '这份申请现在的状态不能这样办理。',
      en: 'The application’s state does not allow this now.',
    },
    hint: { zh: '可能刚被别人处理过，请刷新后再看。', en: 'Somebody may have handled it just now; reload.' },
  },
  phone_not_verified: {
    status: 409,
    message: {
      zh: '请先用短信验证码证明这个手机号是您的。',
      en: 'Prove by the code first that the number is yours.',
    },
    hint: { zh: '点“获取验证码”，填入 6 位数字。', en: 'Ask for the code and enter its six digits.' },
  },
  phone_taken: {
    status: 409,
    message: { zh: '这个手机号还登记在另一个人名下。', en: 'This phone is on another person’s record.' },
    hint: {
      zh: '请申请人在进度页用验证码确认号码归本人使用，再批准。',
      en: 'Ask the applicant to confirm it by code on the tracking page.',
    },
  },
  already_member: {
    status: 409,
    message: {
      zh: '此人在这段时间已经是会员（{union}）。',
      en: 'This person is a member in this time already ({union}).',
    },
    hint: {
      zh: '一个人同时只有一处会籍：请办理转会，或退回这份申请。',
      en: 'One membership at a time: transfer, or return the application.',
    },
  },
  resolution_exists: {
    status: 409,
    message: { zh: '这个文号已经登记过。', en: 'This number is on record already.' },
    hint: { zh: '请从已有决议里选择它。', en: 'Choose it from the list.' },
  },
  resolution_future: {
    status: 400,
    message: { zh: '决议日期不能晚于今天。', en: 'A resolution cannot be dated later than today.' },
    hint: { zh: '请填委员会开会的那一天。', en: 'Enter the day the committee met.' },
  },
  resolution_not_found: {
    status: 404,
    message: { zh: '没有找到这份决议，或没有附件。', en: 'No such resolution or attachment in your scope.' },
    hint: { zh: '请从决议列表重新选择。', en: 'Choose it from the list again.' },
  },
  wrong_union: {
    status: 409,
    message: {
      zh: '这份申请归“{union}”审批，不能列入这份决议。',
      en: 'This application is for “{union}” to decide.',
    },
    hint: {
      zh: '请用那个工会的决议，或先转给本工会。',
      en: 'Use that union’s resolution, or hand it over first.',
    },
  },
  bad_attachment: {
    status: 415,
    message: { zh: '附件不是 PDF、PNG 或 JPEG。', en: 'The attachment is not PDF, PNG or JPEG.' },
    hint: { zh: '请扫描或拍照后上传，10 MB 以内。', en: 'Scan or photograph it, at most 10 MB.' },
  },
  no_union: {
    status: 409,
    message: { zh: '这里还没有可以接收申请的工会。', en: 'No union here can take applications yet.' },
    hint: {
      zh: '请联系总工会，先建立工会或待转入库。',
      en: 'Ask the federation to set up a union or holding pool.',
    },
  },
  import_not_found: {
    status: 404,
    message: { zh: '没有找到这次核对，或不在您的范围内。', en: 'No such reconcile in your reach.' },
    hint: { zh: '请从花名册列表重新打开。', en: 'Open it again from the list of rosters.' },
  },
  import_open: {
    status: 409,
    message: {
      zh: '这个单位还有一次核对没有做完。',
      en: 'A reconcile of this organisation is not finished yet.',
    },
    hint: { zh: '请先确认或放弃那一次，再开始新的。', en: 'Confirm it or throw it away first.' },
  },
  import_step: {
    status: 409,
    message: { zh: '这次核对现在不能这样办理。', en: 'The state of this reconcile does not allow this now.' },
    hint: { zh: '可能刚被别人处理过，请刷新后再看。', en: 'Somebody may have handled it just now; reload.' },
  },
  not_a_roster_org: {
    status: 409,
    message: { zh: '这个组织不能这样核对花名册。', en: 'This organisation has no roster of this kind.' },
    hint: {
      zh: '会员名册只能核对到正在运行的工会；员工花名册可以核对到单位或工会。',
      en: 'A register of members belongs to an active union; a staff roster to an employer or a union.',
    },
  },
  mapping_needs_name: {
    status: 400,
    message: { zh: '还没有指出哪一列是姓名。', en: 'No column is named as the name.' },
    hint: { zh: '请在“对上列”里选好姓名这一列。', en: 'Choose it among the columns.' },
  },
  mapping_needs_id: {
    status: 400,
    message: { zh: '还没有指出哪一列是证件号码。', en: 'No column is named as the ID number.' },
    hint: {
      zh: '核对靠证件号码认人；没有这一列，请向单位要一份带证件号码的名册。',
      en: 'People are known by it: ask for a roster that has it.',
    },
  },
  mapping_twice: {
    status: 400,
    message: {
      zh: '有两列选成了同一项内容，或同一列选了两次。',
      en: 'Two columns are named as the same thing, or one column twice.',
    },
    hint: { zh: '请把其中一列改掉，或选“不用这一列”。', en: 'Change one of them, or leave it out.' },
  },
  mapping_unknown: {
    status: 400,
    message: { zh: '文件里没有这个工作表或这一列。', en: 'The file has no such sheet or column.' },
    hint: { zh: '请刷新后重新选择。', en: 'Reload and choose again.' },
  },
  nothing_refused: {
    status: 404,
    message: { zh: '这次核对没有不能用的行。', en: 'This reconcile has no row that cannot be used.' },
    hint: { zh: '不需要下载。', en: 'There is nothing to download.' },
  },
  undo_over: {
    status: 409,
    message: { zh: '已经过了七天，不能再撤销。', en: 'The seven days for undoing are over.' },
    hint: { zh: '请用新的花名册再核对一次。', en: 'Reconcile again with a new roster.' },
  },
  not_a_member: {
    status: 409,
    message: {
      zh: '此人现在不是会员，没有会籍可转。',
      en: 'This person is no member now: nothing can move.',
    },
    hint: { zh: '请先办理入会。', en: 'Let them join first.' },
  },
  same_union: {
    status: 409,
    message: { zh: '此人的会籍已经在这个工会。', en: 'This person is a member of that union already.' },
    hint: {
      zh: '请另选一个工会；不换工会就不用办转会。',
      en: 'Choose another union; otherwise nothing is to be done.',
    },
  },
  transfer_open: {
    status: 409,
    message: { zh: '此人已有一份转会正在办理。', en: 'A transfer of this person is on its way already.' },
    hint: {
      zh: '一个人同时只能办一份：请等它办完，或由发起的工会撤回。',
      en: 'One at a time: wait for it, or have the union that asked take it back.',
    },
  },
  no_such_member: {
    status: 404,
    message: {
      zh: '没有找到姓名和证件号码都相符的会员。',
      en: 'No member has both this name and this ID number.',
    },
    hint: {
      zh: '请照证件核对姓名和号码；若本人还没有入会，请直接办理入会。',
      en: 'Compare both with the ID itself; whoever is no member yet can simply join.',
    },
  },
  transfer_not_found: {
    status: 404,
    message: { zh: '没有找到这份转会，或不在您的范围内。', en: 'No such transfer in your reach.' },
    hint: { zh: '请从转会列表重新打开。', en: 'Open it again from the list.' },
  },
  transfer_step: {
    status: 409,
    message: {
      zh: '这份转会现在不能这样办理。',
      en: 'The state of this transfer does not allow this now.',
    },
    hint: {
      zh: '可能刚被本人或另一方答复过，请刷新后再看。',
      en: 'The member or the other union may have answered just now; reload.',
    },
  },
  move_step: {
    status: 409,
    message: {
      zh: '此人的会籍现在不能这样办理。',
      en: 'The state of this membership does not allow this now.',
    },
    hint: {
      zh: '正在转会的先办完或撤回；状态可能刚变过，请刷新后再看。',
      en: 'Finish or withdraw a transfer first; it may have changed just now, reload.',
    },
  },
  move_date: {
    status: 400,
    message: { zh: '日期要在 {from} 到 {until} 之间。', en: 'The day must lie from {from} to {until}.' },
    hint: {
      zh: '不能早于会籍开始（除名不早于决议），也不能晚于今天。',
      en: 'Not before the membership began (an expulsion: the resolution), not later than today.',
    },
  },
  resolution_needed: {
    status: 400,
    message: {
      zh: '除名要有本工会在此人会籍期间作出的决议。',
      en: 'An expulsion needs a resolution of this union, taken while the person was its member.',
    },
    hint: { zh: '请先登记委员会决议，再选择它。', en: 'Record the committee’s resolution, then choose it.' },
  },
  warning_not_found: {
    status: 404,
    message: { zh: '没有找到这次教育记录。', en: 'No such warning of this person.' },
    hint: { zh: '请先记录什么时候、怎样教育过。', en: 'Record first when and how they were spoken to.' },
  },
  evidence_short: {
    status: 422,
    message: {
      zh: '时间还不够：到决议那天，欠缴会费满 {unpaid} 个月、未参加活动满 {absent} 个月，两项都要满 {months} 个月。',
      en: 'Not long enough: {unpaid} months without dues and {absent} without union life by the resolution; both take {months}.',
    },
    hint: {
      zh: '时间满了以后再由委员会决定；这期间可以再联系本人。',
      en: 'Let the committee decide when the time is full; speak to the member meanwhile.',
    },
  },
  evidence_order: {
    status: 422,
    message: {
      zh: '先后不对：入会 {memberSince}，欠缴会费自 {unpaidSince}，未参加活动自 {absentSince}，教育 {warnedOn}，决议 {resolvedOn}。',
      en: 'Not in order: member since {memberSince}, no dues since {unpaidSince}, no union life since {absentSince}, warned {warnedOn}, resolved {resolvedOn}.',
    },
    hint: {
      zh: '要先入会，两项都开始以后教育过，教育以后再作决议。',
      en: 'First the membership, then both, then the warning, then the resolution.',
    },
  },
  form_not_found: {
    status: 404,
    message: { zh: '没有找到这份上报表，或不在您的范围内。', en: 'No such form in your reach.' },
    hint: { zh: '请从上报表列表重新打开。', en: 'Open it again from the list of forms.' },
  },
  form_exists: {
    status: 409,
    message: { zh: '已经有一份同名的上报表。', en: 'There is a form of this name already.' },
    hint: { zh: '请换一个名称，或先删掉原来那份。', en: 'Choose another name, or delete the old one first.' },
  },
  too_many_forms: {
    status: 409,
    message: {
      zh: '这个组织已经有 {limit} 份上报表。',
      en: 'This organisation has {limit} forms already.',
    },
    hint: { zh: '请先删掉不再用的。', en: 'Delete those that are no longer used.' },
  },
  form_not_xlsx: {
    status: 415,
    message: { zh: '上报表要用 .xlsx 文件，这个文件不是。', en: 'A form has to be an .xlsx file.' },
    hint: {
      zh: '请上传上级工会发下来的原表；旧格式请在 Excel 或 WPS 里“另存为”.xlsx。',
      en: 'Upload the file the upper union handed out; save an old one as .xlsx in Excel or WPS.',
    },
  },
  form_not_ready: {
    status: 409,
    message: { zh: '这份上报表还没有对上列。', en: 'The columns of this form are not mapped yet.' },
    hint: {
      zh: '请先选好哪一列填我们的哪一项，保存后就能导出。',
      en: 'Say first which of ours goes into which column.',
    },
  },
  form_nobody: {
    status: 409,
    message: { zh: '这个范围里没有人可以填进去。', en: 'There is nobody to fill in.' },
    hint: { zh: '请换一个工会，或换一组人员。', en: 'Choose another union or another group of people.' },
  },
  export_too_long: {
    status: 422,
    message: {
      zh: '超过 {limit} 人，一个文件装不下。',
      en: 'More than {limit} people do not go into one file.',
    },
    hint: { zh: '请缩小范围，分几次导出。', en: 'Narrow it down and export in parts.' },
  },
  too_many_views: {
    status: 409,
    message: { zh: '最多保存 {limit} 个常用视图。', en: 'At most {limit} saved views can be kept.' },
    hint: { zh: '请先删掉不用的，再保存这个。', en: 'Delete one that you no longer use first.' },
  },
  view_not_found: {
    status: 404,
    message: { zh: '没有找到这个视图。', en: 'No such saved view of yours.' },
    hint: { zh: '可能已经删除，请刷新。', en: 'It may have been deleted; reload.' },
  },
});
