import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { listAreas } from '#orgs/contract';
import { call } from '#web/client.ts';
import { Field } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './listen-texts.ts';

interface AreaProps {
  readonly value: string;
  readonly onPick: (code: string) => void;
}

/** District, then street, with the phone's own pickers. Without a network it is left out: the answer counts all the same. */
export function ListenArea({ value, onPick }: AreaProps) {
  const say = useText(texts);
  const [district, setDistrict] = useState(value.slice(0, 6));
  const tops = useAreas('');
  // A deployment for one city has that city alone at the top: begin below it.
  const only = tops.data?.length === 1 ? tops.data[0] : undefined;
  const below = useAreas(only?.code);
  const streets = useAreas(district || undefined);
  const districts = only ? below.data : tops.data;
  if (!districts) return null;
  const pickers = [
    { key: 'district', areas: districts, value: district } as const,
    ...(district ? [{ key: 'street', areas: streets.data, value } as const] : []),
  ];
  const pick = (key: 'district' | 'street', code: string) => {
    if (key === 'district') setDistrict(code);
    onPick(code || (key === 'street' ? district : ''));
  };
  return (
    <fieldset className="field">
      <legend>{say('area')}</legend>
      <p className="why">{say('areaWhy')}</p>
      <div className="listen-areas">
        {pickers.map(({ key, areas, value: chosen }) => (
          <Field key={key} label={say(key)}>
            {(tied) => (
              <select {...tied} value={chosen} onChange={(event) => pick(key, event.currentTarget.value)}>
                <option value={key === 'street' ? district : ''}>{say('choose')}</option>
                {areas?.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

function useAreas(parent: string | undefined) {
  return useQuery({
    queryKey: ['areas', parent],
    queryFn: async () => (await call<typeof listAreas>('GET /api/areas', parent ? { parent } : {})).items,
    enabled: parent !== undefined,
    staleTime: Infinity,
  });
}
