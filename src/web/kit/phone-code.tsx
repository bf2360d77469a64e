import { useEffect, useState, type FormEvent } from 'react';
import { ApiError } from '../client.ts';
import { Field } from './field.tsx';
import { Problem } from './states.tsx';
import { useText } from './text.ts';
import { texts } from './texts.ts';
import { told } from './told.ts';

export interface PhoneCodeProps {
  /** Sends a code and answers with the seconds until it may be sent again. */
  readonly onSend: () => Promise<number>;
  /** Uses the code; throws what the server answered. */
  readonly onCode: (code: string) => Promise<void>;
  /** The verb on the button, e.g. 登录. */
  readonly verb: string;
  /** False while the number is not yet typed. */
  readonly ready?: boolean;
}

/** Send a code, wait, type six digits. A wrong code keeps the field and says why. */
export function PhoneCode({ onSend, onCode, verb, ready = true }: PhoneCodeProps) {
  const say = useText(texts);
  const [left, countFrom] = useCountdown();
  const [sent, setSent] = useState(false);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const attempt = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    await work().catch(setProblem);
    setBusy(false);
  };
  const send = () =>
    attempt(async () => {
      // Too soon means that a code is on its way, perhaps asked for before the page was loaded again.
      const seconds = await onSend().catch((error: unknown) => {
        if (error instanceof ApiError && error.code === 'accounts.code_too_soon') setSent(true);
        throw error;
      });
      countFrom(seconds);
      setSent(true);
    });
  const use = (event: FormEvent) => {
    event.preventDefault();
    void attempt(() => onCode(code));
  };
  const again = left > 0 ? say('wait', { seconds: left }) : say(sent ? 'resend' : 'sendCode');
  const fault = problem instanceof ApiError && problem.code === 'accounts.wrong_code' ? problem : null;

  return (
    <form className="stack" onSubmit={use} noValidate>
      <button
        type="button"
        className={sent ? 'btn line' : 'btn'}
        disabled={!ready || busy || left > 0}
        onClick={() => void send()}
      >
        {again}
      </button>
      {sent && (
        <>
          <Field label={say('code')} why={say('codeHint')} fault={fault ? told(fault) : undefined}>
            {(tied) => (
              <input
                {...tied}
                autoFocus
                value={code}
                onChange={(event) =>
                  setCode(event.currentTarget.value.normalize('NFKC').replace(/\D/g, '').slice(0, 6))
                }
                inputMode="numeric"
                autoComplete="one-time-code"
                pattern="[0-9]*"
                maxLength={12}
                className="digits"
              />
            )}
          </Field>
          <button type="submit" className="btn wide" disabled={busy || code.length < 6}>
            {verb}
          </button>
        </>
      )}
      {problem !== null && !fault && <Problem error={problem} />}
    </form>
  );
}

/** Seconds left, counted down by the clock: a phone in the pocket stops timers. */
function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (until === 0) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) setUntil(0);
    }, 500);
    return () => clearInterval(timer);
  }, [until]);
  const start = (seconds: number) => {
    const at = Date.now();
    setNow(at);
    setUntil(at + seconds * 1000);
  };
  return [until === 0 ? 0 : Math.max(0, Math.ceil((until - now) / 1000)), start];
}
