import { renderToString } from 'preact-render-to-string';
import type { ReactElement, ReactNode } from 'react';
import type { Output } from '#kernel/contract';
import type { nearPlaces, publicPlace } from '#places/near/contract';
import { NearList } from '../../modules/places/ui/worker/near-list.tsx';
import { PlaceFacts } from '../../modules/places/ui/worker/place-facts.tsx';
import type { Language } from '../kit/look.ts';
import { sayIn } from '../kit/text.ts';
import { texts } from './texts.ts';

/** What kernel/http/first.ts hands over. */
interface First {
  readonly page: string;
  readonly locale: Language;
  readonly now: number;
  readonly input: Readonly<Record<string, string>>;
  readonly answer: unknown;
}

interface Drawn {
  readonly title: string;
  readonly description: string;
  readonly body: ReactNode;
}

/** How each page begins that a module lists under `pages`; `answer` is that of the endpoint it names there. */
const PAGES: Readonly<Record<string, (first: First) => Drawn>> = {
  '/near': ({ answer, locale: language, now }) => {
    const say = sayIn(texts, language);
    const list = answer as Output<typeof nearPlaces>;
    return {
      title: say('near'),
      description: say('nearAbout'),
      body: (
        <>
          <h1>{say('near')}</h1>
          {list.items.length === 0 && <p>{say('none')}</p>}
          <NearList answer={list} language={language} now={now} here={null} />
        </>
      ),
    };
  },
  '/p/:code': ({ answer, locale: language, now }) => {
    const place = answer as Output<typeof publicPlace>;
    return {
      title: place.name,
      description:
        [place.address, place.directions].filter(Boolean).join(' ') || sayIn(texts, language)('nearAbout'),
      body: <PlaceFacts place={place} language={language} now={now} />,
    };
  },
};

/** The content of a page for whoever has no script yet, or never: drawn once, with nothing that asks or listens. */
export function render(first: First): { html: string; title: string; description: string } {
  const say = sayIn(texts, first.locale);
  const draw = first.answer === null ? missing : PAGES[first.page];
  if (!draw) throw new Error(`${first.page} is drawn nowhere`);
  const { title, description, body } = draw(first);
  const html = toHtml(
    <div className="page">
      <header className="head">
        <a className="brand small min-w-0 flex-1" href="/">
          {say('brand')}
        </a>
      </header>
      <main className="stack">{body}</main>
    </div>,
  );
  return { html, title: `${title} · ${say('brand')}`, description };
}

function missing({ locale }: First): Drawn {
  const say = sayIn(texts, locale);
  return {
    title: say('missing'),
    description: say('missingHint'),
    body: (
      <section className="card stack">
        <h1>{say('missing')}</h1>
        <p>{say('missingHint')}</p>
        <a className="btn" href="/near">
          {say('all')}
        </a>
      </section>
    ),
  };
}

/** The build puts Preact where React stands, so its elements are what Preact draws. */
const toHtml = renderToString as unknown as (element: ReactElement) => string;
