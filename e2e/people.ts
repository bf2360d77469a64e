import { checkIdNumber } from '#people/join/rules';

/** Somebody whom no demo and no other journey knows. */
export interface Person {
  readonly name: string;
  readonly idNo: string;
  readonly phone: string;
}

const FIRST = '思文志明晓嘉远宁安和';
const SECOND = '航舟林野川岚溪原石桥';
let made = 0;

/**
 * A name of its own, so that a search finds one; an ID of the province 99, which nobody has; a number of a block that is
 * neither the demo's nor anybody's who could be called: nothing is sent, messages go to the console.
 */
export function newPerson(): Person {
  made += 1;
  const [tens, ones] = [Math.floor(made / 10) % 10, made % 10];
  const body = `99019919900101${String(made * 2 - 1).padStart(3, '0')}`;
  return {
    name: `闻人${FIRST[tens]}${SECOND[ones]}`,
    idNo: body + checkOf(body),
    phone: `1990000${String(made).padStart(4, '0')}`,
  };
}

/** The same number with its check character wrong. */
export function mistyped(idNo: string): string {
  return idNo.slice(0, 17) + (idNo.endsWith('0') ? '1' : '0');
}

function checkOf(body: string): string {
  return '0123456789X'.split('').find((check) => checkIdNumber('resident_id', body + check) === 'ok')!;
}
