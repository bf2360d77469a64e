import type { ThemeCode } from '../../concerns/texts/terms.ts';
import type { HotlineField } from '../contract.ts';

export type { ThemeCode };

/** How lists of the hotline head their columns, the surest first; compared without spaces, brackets and what is in them. */
export const TITLES: Readonly<Record<HotlineField, readonly string[]>> = {
  caseNo: [
    '工单编号',
    '工单号',
    '案件编号',
    '案件号',
    '来件编号',
    '受理编号',
    '受理号',
    '编号',
    '单号',
    '流水号',
  ],
  date: ['来电时间', '来件时间', '受理时间', '受理日期', '登记时间', '诉求时间', '来电日期', '日期', '时间'],
  union: ['所属工会', '承办工会', '涉及工会', '办理单位', '承办单位', '转办单位', '工会'],
  area: ['所属街道', '街道', '街乡镇', '镇街', '属地', '区域', '所属区域', '所在街道'],
  theme: ['诉求类别', '诉求类型', '问题分类', '问题类别', '案件类别', '主题', '类别', '分类', '类型'],
  text: [
    '诉求内容',
    '主要内容',
    '问题描述',
    '来电内容',
    '反映内容',
    '事项内容',
    '诉求',
    '内容',
    '描述',
    '事由',
  ],
  status: ['办理状态', '办理情况', '处理状态', '状态', '是否办结', '进度'],
  answer: ['答复内容', '办理结果', '处理结果', '回复内容', '答复', '回复', '结果', '处理意见'],
};

/** What else lists say, in the words of the desk. */
export const NOTE = {
  /** The answer of a case that the list calls finished without telling how. */
  finished: (status: string) => `热线名单上写的是“${status}”，没有写怎么答复的。`,
  masked: { phone: '〔电话已隐去〕', id: '〔证件号已隐去〕', long: '〔号码已隐去〕', mail: '〔邮箱已隐去〕' },
} as const;

/** Which words of a list mean which theme; the first that fits. */
export const THEME_WORDS: readonly (readonly [ThemeCode, RegExp])[] = [
  ['hours', /工时|超时|加班(?!费)|休息|休假|年假|疲劳/],
  ['pay', /欠薪|工资|报酬|薪|加班费|单价|提成|配送费/],
  ['rules', /规则|罚款|扣款|算法|派单|差评|申诉/],
  ['safety', /安全|工伤|事故|高温|劳动保护|防护/],
  ['insurance', /社保|社会保险|保险|公积金|养老|医疗/],
  ['charging', /充电|换电/],
  ['toilet', /卫生间|厕所|如厕/],
  ['places', /驿站|站点|饮水|热水|歇脚|停车/],
  ['training', /培训|技能/],
  ['culture', /文体|阅读|图书|书屋/],
  ['hardship', /困难|救助|帮扶|慰问|大病|助学/],
  ['membership', /入会|会员|会费|工会服务|工会/],
];
