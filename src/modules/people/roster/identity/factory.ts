import { checkIdNumber } from '../../join/rules.ts';
import type { Refusal, Repair } from '../contract.ts';
import * as words from '../texts/factory-words.ts';
import type { Dice } from '../values/factory.ts';
import type { Cell } from '../values/rules.ts';

/** 110199 is an area that does not exist; born 1960 to 2005. Unlike all others of the sheet by `person`. */
export function newIdNo(dice: Dice, person: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const birth = `${1960 + dice.roll(46)}${two(1 + dice.roll(12))}${two(1 + dice.roll(28))}`;
  return checked(`110199${birth}${String(person).padStart(3, '0')}`);
}

function checked(body: string): string {
  return '0123456789X'
    .split('')
    .map((check) => body + check)
    .find((idNo) => checkIdNumber('resident_id', idNo) === 'ok')!;
}

export type Fault = keyof typeof FAULTS;

/** One fault mostly, sometimes one more in another cell. */
export function faultsOf(dice: Dice): Fault[] {
  const all = Object.keys(FAULTS) as Fault[];
  const first = dice.pick(all);
  const second = dice.pick(all);
  return dice.chance(20) && FAULTS[first].cell !== FAULTS[second].cell ? [first, second] : [first];
}

/** What nobody sees: a tab at the end, an apostrophe in front, a zero-width mark inside. */
export function silently(dice: Dice, text: string): string {
  return dice
    .pick(words.SILENT_WAYS)
    .replace('?', text)
    .replace('/', text.slice(0, 6))
    .replace('\\', text.slice(6));
}

export interface FaultKind {
  readonly cell: 'name' | 'idNo' | 'phone';
  readonly refusal?: Refusal;
  readonly repairs?: (made: Cell) => Repair[];
  readonly make: (dice: Dice, text: string, csv: boolean) => Cell;
}

const wide = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

/** Each fault of a cell, and what a correct import makes of it. */
export const FAULTS = {
  lost: {
    cell: 'idNo',
    refusal: 'id_lost_digits',
    make: (dice, idNo, csv) =>
      csv || dice.chance(20) ? '1.10199E+17' : Number(idNo.replace('X', '0').slice(0, 15)) * 1000,
  },
  wideId: { cell: 'idNo', repairs: () => ['id_full_width'], make: (_dice, idNo) => wide(idNo) },
  spacedId: {
    cell: 'idNo',
    repairs: () => ['id_spaces'],
    make: (dice, idNo) => {
      const space = dice.pick([' ', '  ', '　']);
      return dice.pick([
        `${space}${idNo}`,
        `${idNo}${space}`,
        `${idNo.slice(0, 6)}${space}${idNo.slice(6, 14)}${space}${idNo.slice(14)}`,
      ]);
    },
  },
  wideSpacedId: {
    cell: 'idNo',
    repairs: () => ['id_full_width', 'id_spaces'],
    make: (_dice, idNo) => `${wide(idNo.slice(0, 6))}　${wide(idNo.slice(6))}`,
  },
  lowerX: {
    cell: 'idNo',
    repairs: (made) => (String(made).endsWith('x') ? ['id_lower_x'] : []),
    make: (_dice, idNo) => idNo.toLowerCase(),
  },
  missingId: {
    cell: 'idNo',
    refusal: 'id_missing',
    make: (dice) => dice.pick([null, '', '无', '-', '/', ' ']),
  },
  checksum: {
    cell: 'idNo',
    refusal: 'id_checksum',
    make: (_dice, idNo) => idNo.slice(0, 17) + (idNo.endsWith('1') ? '2' : '1'),
  },
  shortId: { cell: 'idNo', refusal: 'id_length', make: (_dice, idNo) => idNo.slice(0, 17) },
  longId: { cell: 'idNo', refusal: 'id_length', make: (_dice, idNo) => `${idNo.slice(0, 17)}00` },
  oldId: {
    cell: 'idNo',
    refusal: 'id_15_digits',
    make: (_dice, idNo) => idNo.slice(0, 6) + idNo.slice(8, 17),
  },
  noSuchDay: {
    cell: 'idNo',
    refusal: 'id_date',
    make: (_dice, idNo) => `${idNo.slice(0, 10)}0231${idNo.slice(14)}`,
  },
  maskedId: {
    cell: 'idNo',
    refusal: 'id_characters',
    make: (_dice, idNo) => `${idNo.slice(0, 6)}********${idNo.slice(14)}`,
  },
  spacedName: {
    cell: 'name',
    repairs: () => ['name_spaces'],
    make: (dice, name) => {
      const inside = name.replace(/^(\p{Script=Han})(?=\p{Script=Han})/u, `$1${dice.pick([' ', '　'])}`);
      return dice.pick([`${name} `, `　${name}`, inside === name ? `${name}  ` : inside]);
    },
  },
  wideName: { cell: 'name', repairs: () => ['name_full_width'], make: () => wide('Holmgaard') },
  noName: { cell: 'name', refusal: 'name_missing', make: (dice) => dice.pick([null, '', '无']) },
  badName: { cell: 'name', refusal: 'name_bad', make: (dice) => dice.pick<Cell>(['12', '?', '张*']) },
  badPhone: {
    cell: 'phone',
    refusal: 'phone_bad',
    make: (dice) =>
      dice.pick<Cell>(['1990000012', '199000001234', '2990000123', '见备注', '199****1234', '62345678']),
  },
  landline: {
    cell: 'phone',
    make: (dice) => dice.pick(['010-62345678', '0312 1234567', '(010)62345678-801']),
  },
  noPhone: { cell: 'phone', make: (dice) => dice.pick([null, '', '无', '-']) },
} as const satisfies Record<string, FaultKind>;
