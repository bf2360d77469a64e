import type { TxCtx } from '#kernel/ctx';
import { addDays, civilDate } from '#kernel/time';
import { between, pick, type Rng } from '#orgs';
import type { IdType, Occupation } from '../join/contract.ts';
import { checkCharacter } from '../join/rules.ts';
import {
  COMPOUND_SURNAMES,
  FOREIGN_NAMES,
  GIVEN,
  KNOWN_NAMES,
  MINORITY_NAMES,
  SURNAMES,
} from '../texts/demo-names.ts';

type Sex = 'male' | 'female';

export interface Identity {
  readonly name: string;
  readonly sex: Sex | null;
  readonly birth_year: number | null;
  readonly id_type: IdType;
  readonly id_sealed: Buffer;
  readonly id_hash: Buffer;
  readonly phone_sealed: Buffer;
  readonly phone_hash: Buffer;
}

interface Known {
  readonly name?: string;
  readonly phone?: string;
  readonly sex?: Sex;
  readonly occupation?: Occupation;
  /** From, to. */
  readonly age?: readonly [number, number];
}

export type NewIdentity = (known?: Known) => Identity;

/** Share of men by occupation; half elsewhere. */
const MEN: Readonly<Partial<Record<Occupation, number>>> = {
  courier: 0.92,
  delivery_rider: 0.9,
  ride_hailing_driver: 0.93,
  truck_driver: 0.97,
  builder: 0.9,
  factory: 0.6,
  office: 0.55,
  service: 0.35,
  public_sector: 0.45,
};

/** Numbers of one kind of people, so that no two kinds share any: a county of province 99, phones from `phone` on. */
export interface Block {
  readonly county: string;
  readonly phone: number;
}

const MEMBERS: Block = { county: '990114', phone: 0 };

/**
 * People who cannot be: see {@link idNumber} and {@link phoneNumber}. Sealed and hashed as joining does it. A county has
 * room for twelve million: 500 numbers for each sex and day.
 */
export function newIdentities(ctx: TxCtx, rng: Rng, block: Block = MEMBERS): NewIdentity {
  const { crypto } = ctx.app;
  const today = civilDate(ctx.now);
  const taken = new Set<string>();
  let made = block.phone;
  return ({ name, phone, sex, occupation, age = [20, 52] } = {}) => {
    made += 1;
    const isForeign = made % 700 === 0;
    const chosen: Sex = sex ?? (rng() < (MEN[occupation ?? 'other'] ?? 0.5) ? 'male' : 'female');
    const birth = addDays(today, -Math.floor((age[0] + rng() * (age[1] + 1 - age[0])) * 365.25));
    const id_type = isForeign ? 'passport' : 'resident_id';
    const idNo = isForeign
      ? `DEMO${String(made).padStart(5, '0')}`
      : idNumber(rng, block.county + birth.replaceAll('-', ''), chosen, taken);
    const number = phone ?? phoneNumber(made);
    return {
      name:
        name ?? (isForeign ? FOREIGN_NAMES[(made / 700 - 1) % FOREIGN_NAMES.length]! : nameOf(rng, chosen)),
      sex: isForeign ? null : chosen,
      birth_year: isForeign ? null : Number(birth.slice(0, 4)),
      id_type,
      id_sealed: crypto.seal(idNo),
      id_hash: crypto.hash('id', `${id_type}:${idNo}`),
      phone_sealed: crypto.seal(number),
      phone_hash: crypto.hash('phone', number),
    };
  };
}

/**
 * Valid by its check character, of the province 99, which GB/T 2260 has not given out: nobody has this
 * number.
 */
function idNumber(rng: Rng, start: string, sex: Sex, taken: Set<string>): string {
  for (;;) {
    const serial = between(rng, 0, 499) * 2 + (sex === 'male' ? 1 : 0);
    const body = start + String(serial).padStart(3, '0');
    if (taken.has(body)) continue;
    taken.add(body);
    return body + checkCharacter(body);
  }
}

/** One block, 139 0000 2000 and on; what lies below it is for the accounts that the demo prints. */
function phoneNumber(nth: number): string {
  return `139${String(2000 + nth).padStart(8, '0')}`;
}

function nameOf(rng: Rng, sex: Sex): string {
  const chance = rng();
  if (chance < 0.01) {
    const { first, last } = pick(rng, MINORITY_NAMES[sex].dotted);
    return `${pick(rng, first)}·${pick(rng, last)}`;
  }
  if (chance < 0.016) return pick(rng, MINORITY_NAMES[sex].whole);
  const surname = chance < 0.024 ? pick(rng, COMPOUND_SURNAMES) : pick(rng, SURNAMES);
  const last = pick(rng, GIVEN[sex]);
  const name = rng() < 0.14 ? surname + last : surname + pick(rng, GIVEN.first) + last;
  return KNOWN_NAMES.has(name) ? nameOf(rng, sex) : name;
}
