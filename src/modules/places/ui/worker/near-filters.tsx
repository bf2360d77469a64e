import { Check, Moon, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Language } from '#web/kit/look.ts';
import { Link } from '#web/kit/router.tsx';
import { sayIn } from '#web/kit/text.ts';
import { FacilityIcon, type Terms } from './facility-words.tsx';
import { nearHref, toggled, type NearQuery } from './near-query.ts';
import { texts } from './near-texts.ts';

export interface NearFiltersProps {
  readonly query: NearQuery;
  readonly terms: Terms;
  readonly language: Language;
}

/** Each filter is a link to the list with it or without it: it works before any script has come. */
export function NearFilters({ query, terms, language }: NearFiltersProps) {
  const say = sayIn(texts, language);
  return (
    <nav className="chips" aria-label={say('filters')}>
      <Chip on={query.open} href={nearHref({ ...query, open: !query.open })} icon={<CircleCheck size={18} />}>
        {say('openNow')}
      </Chip>
      {terms.facilities
        .filter(({ filter }) => filter)
        .map((term) => (
          <Chip
            key={term.code}
            on={query.with.includes(term.code)}
            href={nearHref(toggled(query, term.code))}
            icon={<FacilityIcon code={term.code} />}
          >
            {term[language]}
          </Chip>
        ))}
      <Chip on={query.night} href={nearHref({ ...query, night: !query.night })} icon={<Moon size={18} />}>
        {say('night')}
      </Chip>
    </nav>
  );
}

interface ChipProps {
  readonly on: boolean;
  readonly href: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

function Chip({ on, href, icon, children }: ChipProps) {
  return (
    <Link
      className={on ? 'chip on' : 'chip'}
      href={href}
      {...(on ? { 'aria-current': 'true' as const } : {})}
    >
      {on ? <Check size={18} /> : icon}
      {children}
    </Link>
  );
}
