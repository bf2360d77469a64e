import { useState } from 'react';
import { call } from '#web/client.ts';
import { Field } from '#web/kit/field.tsx';
import { PhoneCode } from '#web/kit/phone-code.tsx';
import { isMobile, normalisePhone } from '#web/kit/phone.ts';
import { useText } from '#web/kit/text.ts';
import type { sendMyCode } from '../../rights/contract.ts';
import type { CodeUse } from '../../rights/rules.ts';
import type { MyRights } from './rights.ts';
import { texts } from './rights-texts.ts';

interface FreshCodeProps {
  readonly rights: MyRights;
  readonly use: CodeUse;
  readonly verb: string;
  /** What the code is for; throws what the server answered. */
  readonly onCode: (proof: { code: string; phone?: string }) => Promise<void>;
}

/** A fresh code before something that cannot be taken back; the number is asked for only where none is kept. */
export function FreshCode({ rights: { phone: known }, use, verb, onCode }: FreshCodeProps) {
  const say = useText(texts);
  const [typed, setTyped] = useState('');
  const own = known === null ? { phone: normalisePhone(typed) } : {};
  const send = async (): Promise<number> => {
    const answer = await call<typeof sendMyCode>('POST /api/my/rights/code', { use, ...own });
    return answer.retryAfterSeconds;
  };
  return (
    <div className="stack">
      {known === null ? (
        <Field label={say('ownPhone')} why={say('ownPhoneWhy')}>
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
      ) : (
        <p className="quiet">{say('codeTo', { phone: known })}</p>
      )}
      <PhoneCode
        onSend={send}
        onCode={(code) => onCode({ code, ...own })}
        verb={verb}
        ready={known !== null || isMobile(typed)}
      />
    </div>
  );
}
