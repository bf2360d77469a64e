import { Button } from 'antd';
import { useState } from 'react';
import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { useWords } from '#web/staff/words.ts';
import { OutcomeDialog } from './concern-outcome.tsx';
import type { Trail } from './concern-reads.ts';
import { concernWords } from './concern-texts.ts';

/** Where a concern went and what came of it: in whose hands it is now, then every step. */
export function ConcernWay({ concern }: { readonly concern: Trail }) {
  const words = useWords(concernWords);
  const { moment } = useFormats();
  const open = concern.referrals.filter(({ endedAt }) => endedAt === null);
  return (
    <div>
      {open.length > 0 && (
        <section className="card">
          <h2>{words.referralsOpen}</h2>
          <ul>
            {open.map((referral) => (
              <OpenReferral
                key={referral.id}
                referral={referral}
                late={concern.waits.some(({ lane, late }) => late && lane === referral.lane)}
                mayAnswer={concern.may.answer}
              />
            ))}
          </ul>
        </section>
      )}
      <section className="card">
        <h2>{words.way}</h2>
        {concern.steps.length === 0 && <p className="quiet">{words.noSteps}</p>}
        <ol className="past">
          {concern.steps.map(({ id, kind, text, href, at }) => (
            <li key={id}>
              <b>{words.stepKinds[kind]}</b>
              <div>{text}</div>
              <small>
                {moment(at)}{' '}
                {href && (
                  <a className="link" href={href}>
                    {words.see}
                  </a>
                )}
              </small>
            </li>
          ))}
        </ol>
      </section>
      <details className="card">
        <summary>{words.history}</summary>
        <Past changes={concern.history} states={words.states} />
      </details>
    </div>
  );
}

interface OpenReferralProps {
  readonly referral: Trail['referrals'][number];
  /** It has lain there for too long. */
  readonly late: boolean;
  readonly mayAnswer: boolean;
}

function OpenReferral({ referral, late, mayAnswer }: OpenReferralProps) {
  const words = useWords(concernWords);
  const { age, day } = useFormats();
  const [noting, setNoting] = useState(false);
  const { lane, toOrg, note, caseNo, madeAt } = referral;
  return (
    <li className="concern-referral">
      <div>
        <b>{[words.lanes[lane], toOrg?.name].filter(Boolean).join(' · ')}</b>
        <div>
          {words.since(age(madeAt))} {late && <Tag tone="alarm">{words.stalled}</Tag>}
        </div>
        <small>{[words.handed(day(madeAt)), caseNo && words.case(caseNo)].filter(Boolean).join(' · ')}</small>
        {note && <div className="quiet">{words.referralNote(note)}</div>}
      </div>
      {mayAnswer && <Button onClick={() => setNoting(true)}>{words.noteOutcome}</Button>}
      {noting && <OutcomeDialog referral={referral} onClose={() => setNoting(false)} />}
    </li>
  );
}
