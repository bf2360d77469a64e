import { defineErrors } from '#kernel/errors';

export const titlesError = defineErrors('places', {
  title_not_found: {
    status: 404,
    message: { zh: '没有找到这项称号，或不在您的范围内。', en: 'No such title case, or not in your scope.' },
    hint: { zh: '请回到称号列表再找。', en: 'Look for it in the list of titles.' },
  },
  title_template_not_found: {
    status: 404,
    message: { zh: '没有找到这份标准，或不归您管。', en: 'No such rules, or not yours to use.' },
    hint: { zh: '请回到“称号标准”里选。', en: 'Choose from the list of rules.' },
  },
  title_bad_step: {
    status: 409,
    message: { zh: '现在还不能办这一步。', en: 'This step cannot be taken now.' },
    hint: {
      zh: '刷新后看看它走到哪一步、在等什么。',
      en: 'Reload to see where it stands and what it waits for.',
    },
  },
  title_open_already: {
    status: 409,
    message: {
      zh: '这个地方已经有或正在申请这项称号。',
      en: 'This place holds the title already, or has applied for it.',
    },
    hint: { zh: '请接着办原来的那一件。', en: 'Go on with that case.' },
  },
  title_not_for_place: {
    status: 422,
    message: {
      zh: '这项称号现在不能给这个地方：类型、地区、日期或授予的工会对不上。',
      en: 'This title is not for this place: its kind, area, the date or the granting union do not fit.',
    },
    hint: { zh: '请看标准里写的范围。', en: 'See for what places its rules are.' },
  },
  title_gaps: {
    status: 409,
    message: { zh: '还差：{gaps}。', en: 'Still missing: {gaps}.' },
    hint: {
      zh: '补齐记录，或在这一条下写明情况、上传材料，再申请。',
      en: 'Complete the records, or add a note or a file to the criterion, then apply.',
    },
  },
  title_unknown_criterion: {
    status: 422,
    message: { zh: '标准里没有这一条。', en: 'The rules have no such criterion.' },
    hint: { zh: '请刷新后再选。', en: 'Reload and choose again.' },
  },
  title_too_much: {
    status: 409,
    message: { zh: '材料已满 {limit} 份。', en: 'There are {limit} pieces of evidence already.' },
    hint: { zh: '请先删去不用的。', en: 'Take some back first.' },
  },
  title_bad_file: {
    status: 422,
    message: { zh: '这个文件不能用。', en: 'This file cannot be taken.' },
    hint: {
      zh: '请用照片（JPG、PNG）或 PDF，不超过 5 MB。',
      en: 'Use a photo (JPEG, PNG) or a PDF of at most 5 MB.',
    },
  },
  title_own_application: {
    status: 409,
    message: {
      zh: '申请是您提交的，不能由您本人授予。',
      en: 'You have applied for this title, so you cannot grant it.',
    },
    hint: { zh: '请同级或上级的另一位负责人来办。', en: 'Ask another officer of this union or one above.' },
  },
  title_plaque_taken: {
    status: 409,
    message: { zh: '这个牌匾编号已经用过。', en: 'This plaque number is taken.' },
    hint: {
      zh: '请换一个，或不填，由系统顺延编号。',
      en: 'Use another, or leave it empty for the next one.',
    },
  },
  title_bad_criteria: {
    status: 422,
    message: {
      zh: '有两条标准的代码相同，或自动核对的标准没有写规则。',
      en: 'Two criteria have the same code, or a computed one has no rule.',
    },
    hint: { zh: '请检查每一条。', en: 'Check every criterion.' },
  },
  title_not_newest: {
    status: 409,
    message: {
      zh: '这份标准已有新的版本，或已经停用。',
      en: 'These rules have a newer version, or have ended.',
    },
    hint: { zh: '请改最新的那一版。', en: 'Change the newest version.' },
  },
  title_bad_dates: {
    status: 422,
    message: {
      zh: '日期不对：计划要在今天或以后，走访要在今天或以前，标准的生效日要晚于上一版。',
      en: 'The date does not fit: plans lie ahead, visits behind, and rules begin after those before them.',
    },
    hint: { zh: '请核对日期。', en: 'Check the date.' },
  },
});
