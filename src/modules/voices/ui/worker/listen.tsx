import './listen.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call, newKey } from '#web/client.ts';
import { useAddress } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import type { interviewTerms } from '../../listen/contract.ts';
import { JOBS, PLATFORMS, RANGES } from '../../listen/texts/terms.ts';
import { ListenDone, ListenWaiting } from './listen-done.tsx';
import {
  keepInterview,
  keptInterview,
  newInterview,
  QUESTIONS,
  withoutLink,
  type Kept,
} from './listen-kept.ts';
import { ListenNote } from './listen-note.tsx';
import { ListenQuestion } from './listen-question.tsx';
import { keepSaid } from './said-kept.ts';
import { isAway, isOver, sendInterview, useOthers, useRetries } from './listen-send.ts';
import { texts } from './listen-texts.ts';

/** What is asked without a network as well: a federation's own words come when there is one. */
const KNOWN = { jobs: JOBS, platforms: PLATFORMS, ...RANGES, least: 10 };

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
  const others = useOthers();
  const go = (step: number) => change({ ...kept, step });
  const { step, answers } = kept;
  const question = QUESTIONS[step];
  const begin = () => {
    sending.leave();
    setKept(newInterview(given));
  };
  const passOn = () => {
    others.pass(kept);
    keepInterview(null);
    begin();
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
      {others.count > 0 && <p className="quiet">{say('others', { count: others.count })}</p>}
      <Progress step={step} />
      {kept.ready && sending.away ? (
        <ListenWaiting busy={sending.isPending} onTry={() => sending.mutate(kept)} onPass={passOn} />
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
            isPlaced={given.visitToken !== '' && given.areaCode !== ''}
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

/** Sends what is ready, and once more when the page opens; until it has arrived it waits. */
function useSending(kept: Kept, change: (next: Kept) => void) {
  const [away, setAway] = useState(false);
  const sending = useMutation({
    mutationFn: sendInterview,
    onMutate: (told) => change({ ...told, ready: true }),
    onSuccess: ({ token }, { visitToken }) => {
      setAway(false);
      keepInterview(null);
      // On a visit one phone may go round: what others wrote is not for the next to find.
      if (token !== null && !visitToken) keepSaid(token);
    },
    onError: (error, told) => {
      setAway(isAway(error));
      if (isAway(error)) return;
      // Refused: it is looked at again here.
      change({ ...(isOver(error) ? withoutLink(told) : { ...told, key: newKey() }), ready: false });
    },
  });
  const { mutate, isPending, isSuccess } = sending;
  useRetries(kept.ready && !isPending && !isSuccess ? () => mutate(kept) : null);
  useEffect(() => {
    if (kept.ready) mutate(kept);
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const leave = () => {
    setAway(false);
    sending.reset();
  };
  return { ...sending, away, leave };
}
