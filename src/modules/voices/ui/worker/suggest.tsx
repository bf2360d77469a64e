import { useEffect, useState } from 'react';
import { later } from '#web/kit/later.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './texts.ts';

const fetchSheet = () => import('./suggest-sheet.tsx');
const Sheet = later(fetchSheet, 'SuggestSheet');
/** The page is drawn and read by then. */
const FETCH_AFTER_MS = 4_000;

/** 提意见, from the foot of every page. The form comes after the page, so that it is there without a network too. */
export function Suggest({ page }: { page: string }) {
  const say = useText(texts);
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void fetchSheet().catch(() => undefined), FETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <button type="button" className="text-btn" onClick={ask}>
        {say('open')}
      </button>
      {asked && <Sheet page={page} open={open} onClose={() => setOpen(false)} />}
    </>
  );
}
