import type { CriterionRule } from '../templates/contract.ts';
import { missingFacilities, type PlaceFacts } from '../templates/rules.ts';

type Locale = 'zh' | 'en';

const COUNTED = {
  areaM2: {
    zh: (n: number) => `面积 ${n} 平方米`,
    en: (n: number) => `${n} m² of floor`,
  },
  administrators: {
    zh: (n: number) => `管理员 ${n} 名`,
    en: (n: number) => `${n} administrator${n === 1 ? '' : 's'}`,
  },
  photos: { zh: (n: number) => `照片 ${n} 张`, en: (n: number) => `${n} photograph${n === 1 ? '' : 's'}` },
  books: { zh: (n: number) => `图书 ${n} 册`, en: (n: number) => `${n} book${n === 1 ? '' : 's'}` },
} as const;

const PLAIN = {
  hoursKnown: { zh: '开放时间', en: 'opening hours' },
  located: { zh: '地图上的位置', en: 'a position on the map' },
  verified: { zh: '近期有人确认开着', en: 'a recent word that it is open' },
  fixedPremises: { zh: '固定场所的地址', en: 'the address of its premises' },
  listed: { zh: '上线开放并标好位置', en: 'being open to the public and on the map' },
} as const;

/** What the records lack for a rule, in words; `names`: of facilities, by their codes. */
export function lackOf(
  rule: CriterionRule,
  facts: PlaceFacts,
  names: ReadonlyMap<string, string>,
  locale: Locale,
): string {
  switch (rule.fact) {
    case 'facilities':
      return missingFacilities(rule.has, facts)
        .map((code) => names.get(code) ?? code)
        .join(locale === 'zh' ? '、' : ', ');
    case 'areaM2':
    case 'administrators':
    case 'photos':
    case 'books': {
      const value = facts[rule.fact];
      const words = COUNTED[rule.fact][locale];
      if (value === null)
        return locale === 'zh'
          ? `${words(rule.atLeast)}（还没有记录）`
          : `${words(rule.atLeast)} (not on record)`;
      return words(Math.ceil((rule.atLeast - value) * 10) / 10);
    }
    case 'hoursKnown':
    case 'located':
    case 'verified':
    case 'fixedPremises':
    case 'listed':
      return PLAIN[rule.fact][locale];
  }
}

/** Of a criterion that papers show: nothing has been laid before the reviewers. */
export function unshown(text: string, locale: Locale): string {
  return locale === 'zh' ? `材料：${text}` : `evidence: ${text}`;
}
