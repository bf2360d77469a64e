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
});
