import { checkIdNumber } from '#people/join/rules';

/** Somebody whom neither the demo nor another journey knows. */
export interface Person {
  readonly name: string;
  readonly idNo: string;
  readonly phone: string;
}

const FAMILIES = '赫连 澹台 公冶 宗政 濮阳 淳于 申屠 仲孙 轩辕 钟离'.split(' ');
const FIRST = '思文志明晓嘉远宁安和'.split('');
const SECOND = '航舟林野川岚溪原石桥'.split('');
let made = 0;
let families = 0;

/**
 * One of a family of a hundred. The area of the ID does not exist, and the phone is none of the demo's; nothing is sent
 * to it, for messages go to the console.
 */
export function newPerson(family = '闻人'): Person {
  made += 1;
  const body = `99019919900101${String(made * 2 - 1).padStart(3, '0')}`;
  return {
    name: family + FIRST[Math.floor(made / 10) % 10]! + SECOND[made % 10]!,
    idNo: body + checkOf(body),
    phone: `1990000${String(made).padStart(4, '0')}`,
  };
}

/** Some of one family: a search for it finds them and nobody else. */
export function newFamily(count: number): { readonly family: string; readonly members: readonly Person[] } {
  families += 1;
  const family = FAMILIES[families % FAMILIES.length]!;
  return { family, members: Array.from({ length: count }, () => newPerson(family)) };
}

/** The same number with its check character wrong. */
export function mistyped(idNo: string): string {
  return idNo.slice(0, 17) + (idNo.endsWith('0') ? '1' : '0');
}

function checkOf(body: string): string {
  return '0123456789X'.split('').find((check) => checkIdNumber('resident_id', body + check) === 'ok')!;
}
