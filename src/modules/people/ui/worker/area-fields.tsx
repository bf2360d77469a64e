import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { listAreas } from '#orgs/contract';
import { call } from '#web/client.ts';
import { Field } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { Form } from './form.ts';
import { texts } from './join-texts.ts';

/** District, then street, with the phone's own pickers. */
export function AreaFields({ form, home }: { form: Form; home: string | null }) {
  const say = useText(texts);
  const { areaCode } = form.values;
  // GB/T 2260: the first six digits of a street's code are its district.
  const [district, setDistrict] = useState(areaCode.slice(0, 6) || districtIn(home));
  const tops = useAreas('');
  // A deployment for one city has that city alone at the top: begin below it.
  const only = tops.data?.length === 1 ? tops.data[0] : undefined;
  const below = useAreas(only?.code);
  const districts = only ? below : tops;
  const streets = useAreas(district || undefined);
  const error = districts.error ?? streets.error;
  if (error)
    return <Problem error={error} onRetry={() => void Promise.all([tops.refetch(), streets.refetch()])} />;
  return (
    <fieldset className="field stack">
      <legend className="mb-2">{say('or')}</legend>
      <Picker
        label={say('district')}
        areas={districts.data}
        value={district}
        onPick={(code) => {
          setDistrict(code);
          form.change({ areaCode: '' });
        }}
      />
      {district && (
        <Picker
          label={say('street')}
          areas={streets.data}
          value={areaCode}
          onPick={(code) => form.change({ areaCode: code })}
        />
      )}
    </fieldset>
  );
}

/** A district's own deployment begins in that district; a city's begins with the choice. */
function districtIn(code: string | null): string {
  return code === null || code.endsWith('0000') ? '' : code.slice(0, 6);
}

interface Area {
  readonly code: string;
  readonly name: string;
}

interface PickerProps {
  readonly label: string;
  readonly areas: readonly Area[] | undefined;
  readonly value: string;
  readonly onPick: (code: string) => void;
}

function Picker({ label, areas, value, onPick }: PickerProps) {
  const say = useText(texts);
  return (
    <Field label={label}>
      {(tied) => (
        <select {...tied} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
          <option value="">{say('choose')}</option>
          {areas?.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The areas right below `parent`; `''` means the top, undefined "not yet". */
function useAreas(parent: string | undefined) {
  return useQuery({
    queryKey: ['areas', parent],
    queryFn: async () => (await call<typeof listAreas>('GET /api/areas', parent ? { parent } : {})).items,
    enabled: parent !== undefined,
    staleTime: Infinity,
  });
}
