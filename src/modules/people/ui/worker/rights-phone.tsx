import { useState } from 'react';
import { call } from '#web/client.ts';
import { Field } from '#web/kit/field.tsx';
import { PhoneCode } from '#web/kit/phone-code.tsx';
import { isMobile, normalisePhone } from '#web/kit/phone.ts';
import { useText } from '#web/kit/text.ts';
import { changeAccount } from '#web/worker/session.ts';
import type { changeMyPhone, sendNewPhoneCode } from '../../rights/contract.ts';
import { texts } from './rights-texts.ts';

/** The new number by its code, the person by the ID: the old number may be lost. */
export function ChangePhone() {
  const say = useText(texts);
  const [typed, setTyped] = useState('');
  const [idNo, setIdNo] = useState('');
  const [done, setDone] = useState(false);
  const phone = normalisePhone(typed);
  const send = async (): Promise<number> => {
    const answer = await call<typeof sendNewPhoneCode>('POST /api/my/rights/phone/code', { phone });
    return answer.retryAfterSeconds;
  };
  const change = async (code: string): Promise<void> => {
    await call<typeof changeMyPhone>('POST /api/my/rights/phone', { phone, code, idNo });
    setDone(true);
    changeAccount(null);
  };
  if (done) return <p className="note ok">{say('phoneDone')}</p>;
  return (
    <div className="stack">
      <Field label={say('idNo')} why={say('idNoWhy')}>
        {(tied) => (
          <input
            {...tied}
            value={idNo}
            maxLength={30}
            autoComplete="off"
            onChange={(event) => setIdNo(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={say('newPhone')} why={say('newPhoneWhy')}>
        {(tied) => (
          <input
            {...tied}
            type="tel"
            value={typed}
            maxLength={30}
            autoComplete="tel"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <PhoneCode
        onSend={send}
        onCode={change}
        verb={say('changePhone')}
        ready={isMobile(typed) && idNo.trim().length >= 5}
      />
    </div>
  );
}
