import { lazy, Suspense, useState } from 'react';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

const SuggestDialog = lazy(async () => ({ default: (await import('./suggest-dialog.tsx')).SuggestDialog }));

/** 提意见 at the foot of every page. */
export function SuggestLink() {
  const words = useWords(frameWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {words.suggest}
      </button>
      <Suspense>{open && <SuggestDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
