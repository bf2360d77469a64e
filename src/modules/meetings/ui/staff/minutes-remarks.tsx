import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import type { RemarkView } from './minutes-reads.ts';
import { minutesWords } from './minutes-texts.ts';

interface RemarksProps {
  readonly remarks: readonly RemarkView[];
}

/** What units said of the draft as a whole; of single sections it stands beside them. */
export function Remarks({ remarks }: RemarksProps) {
  const words = useWords(minutesWords).remarks;
  return (
    <section className="card">
      <h2>{words.title}</h2>
      {remarks.length === 0 && <p className="quiet">{words.none}</p>}
      <RemarkLines remarks={remarks.filter(({ sectionId }) => sectionId === null)} />
    </section>
  );
}

const TONES = { submitted: 'mind', confirmed: 'ok', returned: 'plain' } as const;

export function RemarkLines({ remarks }: RemarksProps) {
  const words = useWords(minutesWords).remarks;
  const { moment } = useFormats();
  if (remarks.length === 0) return null;
  return (
    <ul className="mn-remarks">
      {remarks.map(({ id, sectionId, unit, signer, state, agrees, text, at }) => (
        <li key={`${id} ${sectionId}`}>
          <div className="row">
            <b>{unit}</b>
            {agrees !== null && (
              <Tag tone={agrees ? 'ok' : 'mind'}>{agrees ? words.agrees : words.changes}</Tag>
            )}
            <Tag tone={TONES[state]}>{words.states[state]}</Tag>
            <small className="quiet">
              {signer} · {moment(at)}
            </small>
          </div>
          {text && <p className="mn-text">{text}</p>}
        </li>
      ))}
    </ul>
  );
}
