import {
  AirVent,
  Armchair,
  Baby,
  BatteryCharging,
  BookOpen,
  BriefcaseMedical,
  CircleDot,
  Droplets,
  HeartPulse,
  Microwave,
  PlugZap,
  Refrigerator,
  Scale,
  SquareParking,
  Toilet,
  Umbrella,
  Wifi,
  type LucideIcon,
} from 'lucide-react';
import type { Output } from '#kernel/contract';
import type { Language } from '#web/kit/look.ts';
import type { getPlaceTerms } from '../../contract.ts';
import { FACILITIES } from '../../texts/terms.ts';

/** The names of facilities as a federation has them. */
export type Terms = Pick<Output<typeof getPlaceTerms>, 'facilities'>;

/** Until the federation's own names have arrived. */
export const USUAL_TERMS: Terms = { facilities: [...FACILITIES] };

const ICONS: Readonly<Record<string, LucideIcon>> = {
  toilet: Toilet,
  water: Droplets,
  phone_charge: PlugZap,
  parking: SquareParking,
  heat_food: Microwave,
  fridge: Refrigerator,
  seats: Armchair,
  ac: AirVent,
  battery_swap: BatteryCharging,
  wifi: Wifi,
  first_aid: BriefcaseMedical,
  aed: HeartPulse,
  rain_gear: Umbrella,
  mothers_room: Baby,
  legal_point: Scale,
  books: BookOpen,
};

export function FacilityIcon({ code, size = 18 }: { code: string; size?: number }) {
  const Icon = ICONS[code] ?? CircleDot;
  return <Icon size={size} />;
}

/** The name of a facility; a code that no list knows any more is shown as it is rather than hidden. */
export function facilityWord(code: string, terms: Terms, language: Language): string {
  return terms.facilities.find((term) => term.code === code)?.[language] ?? code;
}

/** Codes in the order of the federation's list, which begins with what people ask for. */
export function inTermOrder(codes: readonly string[], terms: Terms): string[] {
  const known = terms.facilities.map(({ code }) => code);
  const rank = (code: string) => (known.includes(code) ? known.indexOf(code) : known.length);
  return [...codes].sort((a, b) => rank(a) - rank(b));
}
