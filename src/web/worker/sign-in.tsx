import { useState } from 'react';
import type { sendCode, signInByCode } from '#kernel/accounts/contract';
import { ApiError, call } from '../client.ts';
import { Field } from '../kit/field.tsx';
import { isMobile, normalisePhone } from '../kit/phone.ts';
import { PhoneCode } from '../kit/phone-code.tsx';
import { goTo, Link, useAddress } from '../kit/router.tsx';
import { useText } from '../kit/text.ts';
import { Title } from '../kit/title.tsx';
import { changeAccount, useOver, useSession } from './session.ts';
import { texts } from './texts.ts';

/** Phone and code. Officers have passwords and are shown the way to their own page. */
export function SignIn() {
  const say = useText(texts);
  const next = pageOf(useAddress().query.get('next'));
  const account = useSession().data?.account;
  const over = useOver();
  const [phone, setPhone] = useState('');
  const [left, setLeft] = useState(false);
  const [officer, setOfficer] = useState(false);
  const ready = isMobile(phone);

  const send = async () =>
    (await call<typeof sendCode>('POST /api/session/code', { phone })).retryAfterSeconds;
  const signIn = async (code: string) => {
    try {
      const answer = await call<typeof signInByCode>('POST /api/session', { phone, code });
      changeAccount(answer.account);
      goTo(next, { replace: true });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'accounts.password_needed') throw error;
      setOfficer(true);
    }
  };
  return (
    <>
      <Title text={say('signInTitle')} />
      <p className={over ? 'note mind' : 'quiet'}>{say(over ?? 'signInHint')}</p>
      {account && (
        <div className="note ok">
          <span className="flex-1">{say('signedIn')}</span>
          <Link href="/me" className="text-btn">
            {say('mine')}
          </Link>
        </div>
      )}
      <section className="card stack">
        <Field
          label={say('phone')}
          why={say('phoneWhy')}
          fault={left && phone !== '' && !ready ? say('phoneWrong') : undefined}
        >
          {(tied) => (
            <input
              {...tied}
              type="tel"
              value={phone}
              maxLength={30}
              autoComplete="tel"
              onChange={(event) => {
                setPhone(event.currentTarget.value);
                setOfficer(false);
              }}
              onBlur={() => setLeft(true)}
            />
          )}
        </Field>
        {officer ? (
          <div className="stack" role="alert">
            <p className="note mind">{say('staffNeeded')}</p>
            <a className="btn" href="/staff/">
              {say('staffPage')}
            </a>
          </div>
        ) : (
          <PhoneCode
            key={normalisePhone(phone)}
            verb={say('signIn')}
            onSend={send}
            onCode={signIn}
            ready={ready}
          />
        )}
      </section>
    </>
  );
}

/** Only pages of ours: `//elsewhere` and `https:` are not. */
function pageOf(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
