import { CircleCheck, Clock } from 'lucide-react';
import { useText } from '#web/kit/text.ts';
import { benefits, texts, type FundSource } from './track-texts.ts';

/** What can be used by who pays for it; what a membership would add stands below, not hidden. */
export function Benefits({ now }: { now: readonly FundSource[] }) {
  const say = useText(texts);
  const sayBenefit = useText(benefits);
  const all = Object.keys(benefits) as FundSource[];
  const later = all.filter((source) => !now.includes(source));
  return (
    <section className="card stack tight">
      {now.length > 0 && <h2>{say('benefits')}</h2>}
      <ul>
        {now.map((source) => (
          <li key={source} className="row">
            <CircleCheck size={20} className="text-bamboo" />
            <span>{sayBenefit(source)}</span>
          </li>
        ))}
      </ul>
      {later.length > 0 && <p className="quiet">{say('later')}</p>}
      <ul>
        {later.map((source) => (
          <li key={source} className="row quiet">
            <Clock size={20} />
            <span>{sayBenefit(source)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
