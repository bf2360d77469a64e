import { useState } from 'react';
import { Field } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import type { IdType } from '../../join/contract.ts';
import type { Form } from './form.ts';
import { idNumbers, idTypes, texts } from './join-texts.ts';
import { OccupationTiles } from './occupation-tiles.tsx';

/** The four fields of joining, each with why it is asked. */
export function PersonFields({ form, idHint }: { form: Form; idHint?: string }) {
  const say = useText(texts);
  const { values, faults } = form;
  return (
    <>
      <Field label={say('name')} why={say('nameWhy')} fault={faults.name}>
        {(tied) => (
          <input
            {...tied}
            name="name"
            value={values.name}
            maxLength={60}
            autoComplete="name"
            onChange={(event) => form.change({ name: event.currentTarget.value })}
            onBlur={() => form.leave('name')}
          />
        )}
      </Field>
      <IdField form={form} hint={idHint} />
      <Field label={say('phone')} why={say('phoneWhy')} fault={faults.phone}>
        {(tied) => (
          <input
            {...tied}
            name="phone"
            type="tel"
            value={values.phone}
            maxLength={30}
            autoComplete="tel"
            onChange={(event) => form.change({ phone: event.currentTarget.value })}
            onBlur={() => form.leave('phone')}
          />
        )}
      </Field>
      <OccupationTiles form={form} />
    </>
  );
}

/** Nearly everybody has a resident ID card: the other kinds wait behind a question. */
function IdField({ form, hint }: { form: Form; hint: string | undefined }) {
  const say = useText(texts);
  const sayType = useText(idTypes);
  const sayNumber = useText(idNumbers);
  const { values, faults } = form;
  const [other, setOther] = useState(values.idType !== 'resident_id');
  const more = !other && (
    <button type="button" className="text-btn" onClick={() => setOther(true)}>
      {say('otherId')}
    </button>
  );
  return (
    <div className="stack">
      {other && (
        <Field label={say('idType')}>
          {(tied) => (
            <select
              {...tied}
              value={values.idType}
              onChange={(event) => form.change({ idType: event.currentTarget.value as IdType })}
            >
              {(Object.keys(idTypes) as IdType[]).map((type) => (
                <option key={type} value={type}>
                  {sayType(type)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={sayNumber(values.idType)} why={hint ?? say('idWhy')} fault={faults.idNo} aside={more}>
        {(tied) => (
          <input
            {...tied}
            name="idNo"
            value={values.idNo}
            maxLength={30}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => form.change({ idNo: event.currentTarget.value })}
            onBlur={() => form.leave('idNo')}
          />
        )}
      </Field>
    </div>
  );
}
