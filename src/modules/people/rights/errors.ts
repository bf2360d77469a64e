import { defineErrors } from '#kernel/errors';

export const rightsError = defineErrors('people', {
  request_not_found: {
    status: 404,
    message: { zh: '没有找到这份请求，或不在您的范围内。', en: 'No such request in your reach.' },
    hint: { zh: '请从列表重新打开。', en: 'Open it again from the list.' },
  },
  request_open: {
    status: 409,
    message: {
      zh: '同样的请求已经提交过，还在办理。',
      en: 'You have asked for this already, and it is open.',
    },
    hint: { zh: '办好或不能办，都会发短信告诉您。', en: 'You will be told by SMS either way.' },
  },
  request_step: {
    status: 409,
    message: { zh: '这份请求现在的状态不能这样办理。', en: 'The request’s state does not allow this now.' },
    hint: { zh: '可能刚被别人处理过，请刷新后再看。', en: 'Somebody may have handled it just now; reload.' },
  },
  phone_needed: {
    status: 422,
    message: { zh: '请填登录用的手机号。', en: 'Enter the phone you signed in with.' },
    hint: {
      zh: '账号里没有存号码本身，验证码要发到您填的号码。',
      en: 'The account does not keep the number itself; the code goes to what you enter.',
    },
  },
  not_your_phone: {
    status: 422,
    message: { zh: '这不是您登录用的手机号。', en: 'This is not the phone you signed in with.' },
    hint: { zh: '请核对号码，或用那个号码重新登录。', en: 'Check it, or sign in with that number.' },
  },
  no_record: {
    status: 409,
    message: {
      zh: '这个手机号名下没有可以更正的资料。',
      en: 'There is no record under this phone to correct.',
    },
    hint: {
      zh: '申请里的内容请在申请的进度页更正。',
      en: 'What stands in an application is corrected on its own page.',
    },
  },
  nothing_asked: {
    status: 400,
    message: { zh: '请写明要改成什么。', en: 'Say what it should be instead.' },
    hint: { zh: '姓名、证件号码至少填一项。', en: 'Fill in the name, the ID number, or both.' },
  },
  no_union_needed: {
    status: 409,
    message: {
      zh: '您现在不是会员，不需要工会来办。',
      en: 'You are no member now; no union has to be asked.',
    },
    hint: { zh: '可以直接删除全部资料。', en: 'You can have everything deleted at once.' },
  },
  still_a_member: {
    status: 409,
    message: {
      zh: '您现在是会员，要先由工会办理退会。',
      en: 'You are a member: your union ends that first.',
    },
    hint: {
      zh: '请选“退会并注销”，工会办一次就好。',
      en: 'Choose “leave and delete”; your union does both in one step.',
    },
  },
  wrong_proof: {
    status: 422,
    message: {
      zh: '旧号码的验证码或证件号码不对。',
      en: 'The old phone’s code or the ID number is not right.',
    },
    hint: {
      zh: '收不到旧号码的短信，就填证件号码；都不行请到工会办。',
      en: 'Without the old phone use the ID number; without either, go to your union.',
    },
  },
  id_taken: {
    status: 409,
    message: { zh: '这个证件号码已经登记在另一份资料上。', en: 'This ID number stands on another record.' },
    hint: {
      zh: '可能是同一个人有两份资料。请先核对那一份，不要改号码。',
      en: 'It may be the same person twice. Check that record first; change no number.',
    },
  },
});
