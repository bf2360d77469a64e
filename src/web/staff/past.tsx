import { useFormats } from './format.ts';
import { frameWords } from './texts.ts';
import { useWords, wordFor } from './words.ts';

export interface Change {
  readonly at: string;
  readonly from: string | null;
  readonly to: string;
  readonly reason: string | null;
  readonly by: string;
}

interface PastProps {
  readonly changes: readonly Change[];
  /** What the states are called. */
  readonly states: Readonly<Record<string, string>>;
}

/** Every change of state, the latest first: what, who, when, why. */
export function Past({ changes, states }: PastProps) {
  const words = useWords(frameWords);
  const { moment } = useFormats();
  return (
    <ol className="past">
      {[...changes].reverse().map((change) => (
        <li key={`${change.at}${change.to}`}>
          <div>{wordFor(states, change.to)}</div>
          {change.reason && <div>{words.reasonIs(change.reason)}</div>}
          <small>{words.changedBy(whoOf(change.by, words), moment(change.at))}</small>
        </li>
      ))}
    </ol>
  );
}

/** Officers have names; a worker's account has none, and what nobody did the system did. */
function whoOf(by: string, words: { readonly system: string; readonly applicant: string }): string {
  if (by.startsWith('system')) return words.system;
  return by === 'guest' || by === '' || /^[\w-]{20,}$/.test(by) ? words.applicant : by;
}
