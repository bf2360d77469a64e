import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { useFaultFocus } from '#web/kit/field.tsx';
import { useOnline } from '#web/kit/online.ts';
import { Link, useAddress } from '#web/kit/router.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { useJoinTarget } from '#web/worker/join-target.ts';
import { Consent } from './consent.tsx';
import { clearDraft, draftValues, saveDraft } from './draft.ts';
import { EMPTY, faultOf, useForm, type Values } from './form.ts';
import { JoinHead } from './join-head.tsx';
import { texts } from './join-texts.ts';
import { PersonFields } from './person-fields.tsx';
import { JOINING, serverFault, useSendJoin } from './send-join.ts';
import { Workplace } from './workplace.tsx';

/** 入会: four fields, from a QR (`?u=` a union, `?a=` a street) or from the home page. */
export function Join() {
  const say = useText(texts);
  const { query } = useAddress();
  const target = useJoinTarget(query.get('u'), query.get('a'));
  const online = useOnline();
  const cache = useQueryClient();
  const blank = { ...EMPTY, areaCode: query.get('a') ?? '' };
  const [draft, setDraft] = useState(draftValues);
  const form = useForm(draft ?? blank, (field, values) => faultOf(field, values, say));
  const [consent, setConsent] = useState(false);
  const [box, focusFault] = useFaultFocus<HTMLFormElement>();
  const sending = useSendJoin(form, target.data?.union?.id, focusFault);
  const begun = isBegun(form.values);
  useEffect(() => {
    if (begun) saveDraft(form.values);
  }, [begun, form.values]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Asked of the cache: a second tap comes before the next drawing.
    if (cache.isMutating({ mutationKey: JOINING }) > 0 || !online) return;
    if (form.checkAll(consent ? {} : { consent: say('consentMissing') })) sending.mutate(form.values);
    else focusFault();
  };
  const clear = () => {
    clearDraft();
    setDraft(null);
    form.reset(blank);
  };
  return (
    <>
      <JoinHead target={target.data} asked={query.has('u')} />
      <form ref={box} className="card stack loose" noValidate onSubmit={submit}>
        <PersonFields form={form} />
        {!target.data?.union && <Workplace form={form} street={blank.areaCode} />}
        <Consent
          federation={target.data?.federation}
          given={consent}
          fault={form.faults.consent}
          onChange={(given) => {
            setConsent(given);
            if (given) form.fault('consent', undefined);
          }}
        />
        {sending.error && !serverFault(sending.error) && <Problem error={sending.error} />}
        {!online && <p className="note mind">{say('offline')}</p>}
        <div className="stack tight">
          <button type="submit" className="btn wide" disabled={!online || sending.isPending}>
            {say(sending.isPending ? 'submitting' : 'submit')}
          </button>
          <small>{say('voluntary')}</small>
          {begun && (
            <p className="row">
              <small className="min-w-0 flex-1">{say(draft ? 'restored' : 'kept')}</small>
              <button type="button" className="text-btn" onClick={clear}>
                {say('clear')}
              </button>
            </p>
          )}
        </div>
      </form>
      <Link href="/track" className="text-btn">
        {say('haveOne')}
      </Link>
    </>
  );
}

function isBegun({ name, idNo, phone, occupation }: Values): boolean {
  return [name, idNo, phone, occupation].some((value) => value !== '');
}
