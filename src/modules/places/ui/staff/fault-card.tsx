import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { useWords } from '#web/staff/words.ts';
import { FaultSteps } from './fault-steps.tsx';
import { toneOfFault, type Fault } from './trust-reads.ts';
import { trustWords } from './trust-texts.ts';

interface FaultCardProps {
  readonly fault: Fault;
  readonly mayManage: boolean;
}

/** One fault of a place: what, how long, what its reporters say, what may be done, and its steps. */
export function FaultCard({ fault, mayManage }: FaultCardProps) {
  const words = useWords(trustWords);
  const { age, moment } = useFormats();
  const { state, reason, reports, reportedAt, notes, phones, history } = fault;
  const waits = fault.next.length > 0 && state !== 'fixed';
  return (
    <article className="stack fault">
      <div className="row">
        <h3 className="grow">{nameOfFault(fault, words.kinds)}</h3>
        <Tag tone={toneOfFault(fault)}>{words.states[state]}</Tag>
      </div>
      <small>
        {[
          waits ? words.waited(age(reportedAt)) : words.since(moment(reportedAt)),
          words.people(reports),
          ...(phones > 0 ? [words.phones(phones)] : []),
        ].join(' · ')}
      </small>
      {notes.length > 0 && (
        <ul aria-label={words.said}>
          {notes.map((note, nth) => (
            <li key={`${nth} ${note}`} className="said">
              {note}
            </li>
          ))}
        </ul>
      )}
      {reason && <p className="said">{reason}</p>}
      {mayManage && <FaultSteps fault={fault} />}
      <details>
        <summary>{words.past}</summary>
        <Past changes={history} states={words.states} />
      </details>
    </article>
  );
}

/** 卫生间 · 坏了 */
export function nameOfFault(
  { kind, facility }: Pick<Fault, 'kind' | 'facility'>,
  kinds: (typeof trustWords)['zh']['kinds'],
): string {
  return facility && kind === 'broken' ? `${facility.name} · ${kinds[kind]}` : kinds[kind];
}
