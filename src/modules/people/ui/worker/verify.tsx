import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import { call } from '#web/client.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { PhoneCode } from '#web/kit/phone-code.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { releasePhone, sendTrackCode, verifyTrackCode } from '../../join/contract.ts';
import { trackingKey, type Tracking } from './tracking.ts';
import { texts } from './track-texts.ts';

interface VerifyProps extends Pick<Tracking, 'phone' | 'memberAt'> {
  readonly token: string;
}

/** Proves the phone by a code, and says what that turned up: another holder, or a membership that exists. */
export function Verify({ token, phone, memberAt }: VerifyProps) {
  const say = useText(texts);
  const cache = useQueryClient();
  const [found, setFound] = useState<Output<typeof verifyTrackCode> | null>(null);
  const send = async () =>
    (await call<typeof sendTrackCode>('POST /api/join/track/code', { token })).retryAfterSeconds;
  const verify = async (code: string) => {
    setFound(await call<typeof verifyTrackCode>('POST /api/join/track/verify', { token, code }));
    await cache.invalidateQueries({ queryKey: trackingKey(token) });
  };
  if (memberAt !== null) return <AlreadyMember union={memberAt} />;
  if (phone.conflict || found?.result === 'phone_conflict') {
    return <Conflict token={token} masked={phone.masked} onDone={() => setFound(null)} />;
  }
  if (phone.verified) {
    return (
      <p className="note ok" role="status">
        <CircleCheck size={20} />
        {say('verified', { phone: phone.masked })}
      </p>
    );
  }
  return (
    <section className="card stack">
      <h2>{say('verifyTitle', { phone: phone.masked })}</h2>
      <p>{say('verifyWhy')}</p>
      <PhoneCode verb={say('verify')} onSend={send} onCode={verify} />
      <small>{say('verifyOther')}</small>
    </section>
  );
}

function AlreadyMember({ union }: { union: string }) {
  const say = useText(texts);
  return (
    <section className="card marked ok stack" role="status">
      <h2>{say('already', { union })}</h2>
      <p>{say('alreadyHint')}</p>
    </section>
  );
}

/** The number is mine now: self-service, so that nobody waits for an administrator (domain.md C1). */
function Conflict({ token, masked, onDone }: { token: string; masked: string; onDone: () => void }) {
  const say = useText(texts);
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const release = useMutation({
    mutationFn: () => call<typeof releasePhone>('POST /api/join/track/release', { token }),
    onSuccess: async () => {
      setAsking(false);
      await cache.invalidateQueries({ queryKey: trackingKey(token) });
      onDone();
    },
  });
  return (
    <section className="card marked mind stack" role="status">
      <h2>{say('conflict')}</h2>
      <p>{say('conflictHint')}</p>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {say('release')}
      </button>
      <Dialog title={say('releaseTitle', { phone: masked })} open={asking} onClose={() => setAsking(false)}>
        <p>{say('releaseBody')}</p>
        {release.error && <Problem error={release.error} />}
        <button
          type="button"
          className="btn wide"
          disabled={release.isPending}
          onClick={() => release.mutate()}
        >
          {say('releaseYes')}
        </button>
        <button type="button" className="btn line wide" onClick={() => setAsking(false)}>
          {say('releaseNo')}
        </button>
      </Dialog>
    </section>
  );
}
