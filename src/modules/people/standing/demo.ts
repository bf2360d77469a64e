import { pick, type DemoUnion, type Rng } from '#orgs';
import type { Occupation } from '../join/contract.ts';
import type { Employment } from './contract.ts';

/** An employment that stands twice is twice as common; null: the roster does not say. */
const USUAL: readonly (Employment | null)[] = [
  ...Array<Employment>(16).fill('contract'),
  'dispatched',
  'intern',
  null,
  null,
];
const BY_OCCUPATION: Readonly<Partial<Record<Occupation, readonly (Employment | null)[]>>> = {
  courier: ['platform', 'contract', 'contract', 'dispatched'],
  delivery_rider: ['platform', 'platform', 'platform', 'contract'],
  ride_hailing_driver: ['platform', 'platform', 'platform', 'platform', 'contract'],
  truck_driver: ['platform', 'contract', null],
  other_nef: ['platform', 'contract'],
};
const OFF: readonly Employment[] = [
  'off_establishment',
  'off_establishment',
  'off_establishment',
  'dispatched',
];
const PUBLIC: readonly Employment[] = ['on_establishment', 'on_establishment', 'off_establishment'];

/** How somebody of this union is employed. */
export function employmentOf(rng: Rng, { name }: DemoUnion, occupation: Occupation): Employment | null {
  if (occupation === 'public_sector') return pick(rng, name.includes('编外') ? OFF : PUBLIC);
  return pick(rng, BY_OCCUPATION[occupation] ?? USUAL);
}
