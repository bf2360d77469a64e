import {
  Bike,
  Building2,
  Car,
  Ellipsis,
  Factory,
  HardHat,
  Landmark,
  Package,
  Smartphone,
  Store,
  Truck,
  type LucideIcon,
} from 'lucide-react';
import { useId } from 'react';
import { Fault } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import type { Occupation } from '../../join/contract.ts';
import type { Form } from './form.ts';
import { occupations, texts } from './join-texts.ts';

const ICONS: Readonly<Record<Occupation, LucideIcon>> = {
  courier: Package,
  delivery_rider: Bike,
  ride_hailing_driver: Car,
  truck_driver: Truck,
  other_nef: Smartphone,
  office: Building2,
  factory: Factory,
  builder: HardHat,
  service: Store,
  public_sector: Landmark,
  other: Ellipsis,
};

/** Big choices instead of a list that opens: one tap, readable in sunlight. */
export function OccupationTiles({ form }: { form: Form }) {
  const say = useText(texts);
  const sayOccupation = useText(occupations);
  const about = useId();
  const fault = form.faults.occupation;
  return (
    <fieldset className="field" role="radiogroup" aria-describedby={about} aria-invalid={fault !== undefined}>
      <legend>{say('occupation')}</legend>
      <div className="tiles">
        {(Object.keys(occupations) as Occupation[]).map((occupation) => {
          const Icon = ICONS[occupation];
          const on = form.values.occupation === occupation;
          return (
            <label key={occupation} className={on ? 'on' : ''}>
              <input
                type="radio"
                name="occupation"
                checked={on}
                onChange={() => form.change({ occupation })}
              />
              <Icon size={22} />
              <span>{sayOccupation(occupation)}</span>
            </label>
          );
        })}
      </div>
      <div id={about}>
        <Fault text={fault} />
        <p className="why">{say('occupationWhy')}</p>
      </div>
    </fieldset>
  );
}
