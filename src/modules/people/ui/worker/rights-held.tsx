import { useText } from '#web/kit/text.ts';
import type { MyRights } from './rights.ts';
import { texts } from './rights-texts.ts';

/** Every category by itself: what stands there, why, on what basis, how long. */
export function Held({ held }: { held: MyRights['held'] }) {
  const say = useText(texts);
  return (
    <section className="card stack tight">
      <h2>{say('held')}</h2>
      {held.map(({ category, title, why, basisText, kept, lines }) => (
        <details key={category} className="fold">
          <summary>
            <span>{title}</span>
          </summary>
          <div className="stack tight">
            <dl className="facts">
              {lines.map(({ term, value }, nth) => (
                <div key={nth}>
                  <dt>{term}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <small>{say('heldWhy', { why })}</small>
            <small>{say('heldBasis', { basis: basisText })}</small>
            <small>{say('heldKept', { kept })}</small>
          </div>
        </details>
      ))}
    </section>
  );
}
