import { useFormats } from '#web/staff/format.ts';
import { Fact } from '#web/staff/parts.tsx';
import { keysOf, useWords, wordFor } from '#web/staff/words.ts';
import type { PlaceTrust } from './trust-reads.ts';
import { trustWords } from './trust-texts.ts';

/** What people have said of a place: in words and numbers, never who. */
export function TrustCounts({ trust: { counts, latest } }: { readonly trust: PlaceTrust }) {
  const words = useWords(trustWords);
  const { moment } = useFormats();
  const said = keysOf(words.countNames).filter((key) => counts[key] > 0);
  return (
    <section className="card stack">
      <h2>{words.counts}</h2>
      {said.length === 0 && <p className="quiet">{words.nobody}</p>}
      <dl className="facts">
        {said.map((key) => (
          <Fact key={key} name={words.countNames[key]}>
            {words.times(counts[key])}
          </Fact>
        ))}
      </dl>
      {latest.length > 0 && (
        <>
          <h3>{words.latest}</h3>
          <ol className="past">
            {latest.map(({ at, what, source }, nth) => (
              <li key={`${at} ${nth}`}>
                <div>{what === 'open' ? words.saidOpen : words.saidClosed}</div>
                <small>
                  {wordFor(words.sources, source)} · {moment(at)}
                </small>
              </li>
            ))}
          </ol>
        </>
      )}
      <small>{words.who}</small>
    </section>
  );
}
