import { Link } from '@tanstack/react-router';
import { away } from '../kit/away.ts';
import { useStore } from '../kit/store.ts';
import { Door } from './door.tsx';
import { Problem } from './parts.tsx';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

export function Forbidden({ page }: { readonly page: string }) {
  const words = useWords(frameWords);
  return (
    <section className="card stack">
      <h1>{words.forbidden.title}</h1>
      <p>{words.forbidden.body(page)}</p>
      <Link to="/">{words.toHome}</Link>
    </section>
  );
}

export function Missing() {
  const words = useWords(frameWords);
  return (
    <section className="card stack">
      <h1>{words.missing.title}</h1>
      <p>{words.missing.body}</p>
      <Link to="/">{words.toHome}</Link>
    </section>
  );
}

/** The frame itself could not be opened: nobody could say who is signed in. It opens by itself once the server is back. */
export function Closed({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const words = useWords(frameWords);
  const gone = useStore(away);
  return (
    <Door title={gone ? words.closed : words.broken.title}>
      <Problem error={error} onRetry={reset} />
    </Door>
  );
}

/** A page that threw; `reset` draws it again. */
export function Broken({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <section className="card">
      <Problem error={error} onRetry={reset} />
    </section>
  );
}
