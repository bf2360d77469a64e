import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '#web/client.ts';
import { useFaultFocus } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { correctApplication } from '../../join/contract.ts';
import { bodyOf, EMPTY, faultOf, useForm, type FieldName, type Values } from './form.ts';
import { texts as joinTexts } from './join-texts.ts';
import { useKept } from './kept.ts';
import { PersonFields } from './person-fields.tsx';
import { serverFault } from './send-join.ts';
import { trackingKey } from './tracking.ts';
import { texts } from './track-texts.ts';
import { Workplace } from './workplace.tsx';

/** A returned application, filled with what this phone still knows. What stays empty stays as it was. */
export function Correct({ token }: { token: string }) {
  const say = useText(texts);
  const sayJoin = useText(joinTexts);
  const cache = useQueryClient();
  const { name = '', phone = '', occupation = '' } = useKept().find((kept) => kept.token === token) ?? {};
  const check = (field: FieldName, values: Values) =>
    values[field] ? faultOf(field, values, sayJoin) : undefined;
  const form = useForm({ ...EMPTY, name, phone, occupation }, check);
  const [box, focusFault] = useFaultFocus<HTMLFormElement>();
  const resend = useMutation({
    mutationFn: (values: Values) =>
      call<typeof correctApplication>('POST /api/join/track/correct', { token, ...changesOf(values) }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: trackingKey(token) });
    },
    onError: (error) => {
      const fault = serverFault(error);
      if (!fault) return;
      form.fault(fault.field, fault.text);
      focusFault();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (resend.isPending) return;
    if (form.checkAll()) resend.mutate(form.values);
    else focusFault();
  };
  return (
    <form ref={box} className="card stack loose" noValidate onSubmit={submit}>
      <div>
        <h2>{say('correctTitle')}</h2>
        <p className="quiet">{say('correctHint')}</p>
      </div>
      <PersonFields form={form} idHint={say('correctId')} />
      <Workplace form={form} street="" />
      {resend.error && !serverFault(resend.error) && <Problem error={resend.error} />}
      <button type="submit" className="btn wide" disabled={resend.isPending}>
        {say('correctSubmit')}
      </button>
    </form>
  );
}

function changesOf(values: Values) {
  const { name, phone, idType, idNo, ...others } = bodyOf(values);
  return {
    ...others,
    ...(name ? { name } : {}),
    ...(phone ? { phone } : {}),
    ...(idNo ? { idType, idNo } : {}),
  };
}
