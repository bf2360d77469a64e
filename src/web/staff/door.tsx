import type { ReactNode } from 'react';
import { LanguageSwitch } from './language-switch.tsx';
import { SuggestLink } from './suggest.tsx';
import { frameWords } from './texts.ts';
import { useTitle } from './title.ts';
import { useWords } from './words.ts';

/** The page of somebody who is not signed in: one card. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const words = useWords(frameWords);
  useTitle(title);
  return (
    <main className="door" id="content">
      <div className="card">
        <div className="brand">{words.product}</div>
        <h1 className="form-note">{title}</h1>
        {children}
      </div>
      <footer className="footer">
        <SuggestLink />
        <LanguageSwitch />
      </footer>
    </main>
  );
}
