import './listen.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Request } from '#kernel/contract';
import { ApiError, call } from '#web/client.ts';
import { useAddress } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import type { interviewTerms, takeInterview } from '../../listen/contract.ts';
import { JOBS, PLATFORMS, RANGES } from '../../listen/texts/terms.ts';
import { ListenDone, ListenWaiting } from './listen-done.tsx';
import { keepInterview, keptInterview, newInterview, QUESTIONS, type Kept } from './listen-kept.ts';
import { ListenNote } from './listen-note.tsx';
import { ListenQuestion } from './listen-question.tsx';
import { texts } from './listen-texts.ts';

/** What is asked without a network as well: a federation's own words come when there is one. */
const KNOWN = { jobs: JOBS, platforms: PLATFORMS, ...RANGES, least: 10 };
const RETRY_MS = 30_000;

/** Six questions one after the other, then room for words. Kept on the phone until they have arrived. */
export function ListenPage() {
  const say = useText(texts);
  const { query, fragment } = useAddress();
  const given = { areaCode: areaIn(query), visitToken: fragment };
  const [kept, setKept] = useState(() => keptInterview(given));
  const terms = useTerms();
  const change = (next: Kept) => {
    setKept(next);
    keepInterview(next);
  };
  const sending = useSending(kept, change);
  const go = (step: number) => change({ ...kept, step });
  const { step, answers } = kept;
  const question = QUESTIONS[step];
  const begin = () => {
    sending.reset();
    setKept(newInterview(given));
  };
  if (sending.data)
    return (
      <>
        <Title text={say('title')} />
        <ListenDone token={sending.data.token} least={terms.least} onAgain={begin} />
      </>
    );
  return (
    <>
      <Title text={say('title')} />
      {step === 0 && <p className="quiet">{say('intro')}</p>}
      <Progress step={step} />
      {kept.ready && (isAway(sending.error) || !sending.error) ? (
        <ListenWaiting busy={sending.isPending} onTry={() => sending.mutate(kept)} />
      ) : question ? (
        <ListenQuestion
          key={question}
          question={question}
          terms={terms[question]}
          chosen={answers[question]}
          onChoose={(code, andGoOn) =>
            change({ ...kept, answers: { ...answers, [question]: code }, step: andGoOn ? step + 1 : step })
          }
          onNext={() => go(step + 1)}
          onBack={step > 0 ? () => go(step - 1) : null}
        />
      ) : (
        <>
          {isOver(sending.error) && <p className="note mind">{say('linkOver')}</p>}
          <ListenNote
            kept={kept}
            onType={(typed) => change({ ...kept, ...typed })}
            busy={sending.isPending}
            error={sending.error}
            onSend={() => sending.mutate(kept)}
            onBack={() => go(step - 1)}
          />
        </>
      )}
    </>
  );
}

/** A poster of a street names it in its address. */
function areaIn(query: URLSearchParams): string {
  const code = query.get('a') ?? '';
  return /^(\d{6}|\d{9})$/.test(code) ? code : '';
}

function Progress({ step }: { readonly step: number }) {
  const say = useText(texts);
  const total = QUESTIONS.length;
  return (
    <div className="listen-progress">
      <progress max={total} value={step} aria-hidden="true" />
      <small role="status">{step < total ? say('step', { at: step + 1 }) : say('lastStep')}</small>
    </div>
  );
}

function useTerms() {
  const { data } = useQuery({
    queryKey: ['interview-terms'],
    queryFn: () => call<typeof interviewTerms>('GET /api/interviews/terms', {}),
    staleTime: 3_600_000,
  });
  const { jobs, platforms, ...rest } = data ?? KNOWN;
  return { ...rest, job: jobs, platform: platforms };
}

const isAway = (error: unknown) => error instanceof ApiError && (error.status === 0 || error.status >= 500);
const isOver = (error: unknown) =>
  error instanceof ApiError && (error.code === 'kernel.link_over' || error.code === 'kernel.link_unknown');

/** Sends what is ready: at once, when the network is back, and every half minute while the page is open. */
function useSending(kept: Kept, change: (next: Kept) => void) {
  const sending = useMutation({
    mutationFn: (told: Kept) =>
      call<typeof takeInterview>('POST /api/interviews', bodyOf(told), { key: told.key }),
    onMutate: (told) => change({ ...told, ready: true }),
    onSuccess: () => keepInterview(null),
    onError: (error, told) => {
      if (isAway(error)) return;
      // Refused: it is looked at again here. Without its link it is another thing to send.
      const next = newInterview({
        areaCode: told.areaCode,
        visitToken: isOver(error) ? '' : told.visitToken,
      });
      change({ ...told, ready: false, key: next.key, visitToken: next.visitToken });
    },
  });
  const { mutate, isPending, isSuccess } = sending;
  useEffect(() => {
    if (!kept.ready || isPending || isSuccess) return;
    const send = () => mutate(kept);
    addEventListener('online', send);
    const timer = setInterval(() => navigator.onLine && send(), RETRY_MS);
    return () => {
      removeEventListener('online', send);
      clearInterval(timer);
    };
  }, [kept, isPending, isSuccess, mutate]);
  // What waited from the last time is tried once when the page opens.
  useEffect(() => {
    if (kept.ready) mutate(kept);
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return sending;
}

function bodyOf({ answers, note, contact, areaCode, visitToken }: Kept): Request<typeof takeInterview> {
  const words = note.trim();
  return {
    ...(answers as Pick<Request<typeof takeInterview>, (typeof QUESTIONS)[number]>),
    ...(areaCode && !visitToken ? { areaCode } : {}),
    ...(visitToken ? { visitToken } : {}),
    ...(words ? { note: words, ...(contact.trim() ? { contact: contact.trim() } : {}) } : {}),
  };
}
