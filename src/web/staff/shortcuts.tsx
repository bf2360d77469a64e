import { lazy, Suspense, useState } from 'react';
import { useKeys } from './keys.ts';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }));

/** `?` and the link at the foot open the sheet. */
export function ShortcutHint() {
  const frame = useWords(frameWords);
  const [open, setOpen] = useState(false);
  useKeys({ '?': () => setOpen(true) });
  return (
    <>
      <button type="button" className="link when-wide" onClick={() => setOpen(true)}>
        {frame.keysHint} <kbd>?</kbd>
      </button>
      <Suspense>{open && <ShortcutSheet onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
