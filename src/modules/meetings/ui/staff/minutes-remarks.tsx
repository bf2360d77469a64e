import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import type { RemarkView } from './minutes-reads.ts';
import { minutesWords } from './minutes-texts.ts';

interface RemarksProps {
  readonly remarks: readonly RemarkView[];
}

interface AllRemarksProps extends RemarksProps {
  /** The sections that stand: beside them stands what was said of them. */
  readonly ids: readonly string[];
}

/** What units said of the draft as a whole, or of a section that is not there any more. */
export function Remarks({ remarks, ids }: AllRemarksProps) {
  const words = useWords(minutesWords).remarks;
  return (
    <section className="card">
      <h2>{words.title}</h2>
      {remarks.length === 0 && <p className="quiet">{words.none}</p>}
      <RemarkLines
        remarks={remarks.filter(({ sectionId }) => sectionId === null || !ids.includes(sectionId))}
      />
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
      {remarks.map(({ sectionId, unit, signer, state, agrees, text, at, earlier }) => (
        <li key={`${unit} ${sectionId}`}>
          <div className="row">
            <b>{unit}</b>
            <Tag tone={agrees ? 'ok' : 'mind'}>{agrees ? words.agrees : words.changes}</Tag>
            {earlier && <Tag>{words.earlier}</Tag>}
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
