import { Search } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import type { Language } from '#web/kit/look.ts';
import { goTo } from '#web/kit/router.tsx';
import { sayIn } from '#web/kit/text.ts';
import { keepArea } from './kept-near.ts';
import { nearHref, type NearQuery } from './near-query.ts';
import { texts } from './near-texts.ts';
import type { NearAnswer } from './place-words.ts';

export interface NearSearchProps {
  readonly query: NearQuery;
  readonly answer: NearAnswer | undefined;
  readonly language: Language;
  /** Beside the area: what only a phone can do. */
  readonly children?: ReactNode;
}

/** A word and an area to look in. The form has an address of its own and works by itself too. */
export function NearSearch({ query, answer, language, children }: NearSearchProps) {
  const say = sayIn(texts, language);
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = new FormData(event.currentTarget).get('q');
    goTo(nearHref({ ...query, q: typeof q === 'string' ? q.trim() : '' }));
  };
  return (
    <form className="stack" action="/near" role="search" onSubmit={find}>
      <div className="field seek">
        <input
          key={query.q}
          type="search"
          name="q"
          defaultValue={query.q}
          maxLength={40}
          enterKeyHint="search"
          aria-label={say('find')}
          placeholder={say('find')}
        />
        <button type="submit" className="btn line small" aria-label={say('search')}>
          <Search size={20} />
        </button>
      </div>
      <div className="row where">
        <AreaChoice query={query} answer={answer} language={language} />
        {children}
      </div>
    </form>
  );
}

/** The areas that have stations, below the one that is chosen. */
function AreaChoice({ query, answer, language }: NearSearchProps) {
  const say = sayIn(texts, language);
  const chosen = answer?.area ?? null;
  const others = (answer?.areas ?? []).filter(({ code }) => code !== chosen?.code);
  // Who has a position chooses no area: the server then names none.
  if (others.length === 0 && !query.area) return null;
  const choose = (code: string) => {
    keepArea(code || null);
    goTo(nearHref({ ...query, area: code || null }));
  };
  return (
    <div className="field flex-1 min-w-0">
      <select
        name="area"
        aria-label={say('area')}
        value={query.area ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{say('everywhere')}</option>
        {query.area && <option value={query.area}>{chosen?.name ?? query.area}</option>}
        {others.map(({ code, name, count }) => (
          <option key={code} value={code}>
            {say('areaCount', { name, n: count })}
          </option>
        ))}
      </select>
    </div>
  );
}
