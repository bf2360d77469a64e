import { useEffect, useEffectEvent, useState } from 'react';
import type { editSection } from '#meetings/minutes/contract';
import { standing, type Versioned, type Words } from '../../minutes/rules.ts';
import { ApiError } from '#web/client.ts';
import { recall, remember } from '#web/kit/storage.ts';
import { refresh } from '#web/staff/query.ts';
import { useAccount } from '#web/staff/session.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keepWords, mayKeep, takeWords } from './minutes-kept.ts';
import { MINUTES_READS, type SectionView } from './minutes-reads.ts';

/** Saved so long after the first key, and tried again so long after a failure. */
const SAVE_MS = 3_000;
const RETRY_MS = 10_000;

interface Kept extends Versioned {
  readonly mine: Words;
}

const wordsOf = ({ heading, text }: Words): Words => ({ heading, text });

/**
 * What one writer has before them of a section: saved by itself, kept in the browser until it is, and never put over what
 * somebody else wrote meanwhile (`stand` is `clash` then).
 */
export function useDraft(section: SectionView, mayEdit: boolean) {
  const key = `minutes.${useAccount()?.id ?? ''}.${section.id}`;
  const [kept] = useState(() => takeWords<Kept>(key));
  const [from, setFrom] = useState<Versioned>(kept ?? section);
  const [mine, setMine] = useState<Words>(kept?.mine ?? wordsOf(section));
  const [isKept] = useState(mayKeep);
  const stand = standing(from, mine, section);
  const put = (now: Versioned, words: Words): void => {
    setFrom({ ...wordsOf(now), version: now.version });
    setMine(wordsOf(words));
  };
  if (stand === 'adopt') put(section, section);
  const open = stand === 'typing' || stand === 'clash';
  useEffect(() => {
    keepWords(key, open ? ({ ...from, mine } satisfies Kept) : null);
  }, [key, open, from, mine]);
  const saving = useSaving({ id: section.id, from, mine, due: mayEdit && stand === 'typing' }, setFrom);
  const { aside, layAside } = useAside(`${key}.aside`);
  return {
    mine,
    stand,
    open,
    /** Whether the browser has what is not saved: closing the page loses nothing. */
    isKept,
    ...saving,
    write: (words: Partial<Words>) => setMine((before) => ({ ...before, ...words })),
    /** Mine over what stands there now; that stays among the versions. */
    keepMine: (words: Words = mine) => put(section, words),
    takeTheirs: () => {
      layAside(mine);
      put(section, section);
    },
    /** My words that gave way to the other's; they can come back until they are dropped, also after a reload. */
    aside,
    bringBack: () => {
      if (aside) setMine(aside);
      layAside(null);
    },
    dropAside: () => layAside(null),
    drop: () => put(section, section),
  };
}

function useAside(key: string) {
  const [aside, setAside] = useState(() => recall<Words>(key));
  return {
    aside,
    layAside: (words: Words | null): void => {
      remember(key, words);
      setAside(words);
    },
  };
}

export type Draft = ReturnType<typeof useDraft>;

interface Saving {
  readonly id: string;
  readonly from: Versioned;
  readonly mine: Words;
  /** There is something to save, and nothing against it. */
  readonly due: boolean;
}

function useSaving({ id, from, mine, due }: Saving, onSaved: (now: Versioned) => void) {
  const send = useSend<typeof editSection>('PATCH /api/minutes/sections/:id', [MINUTES_READS[0]]);
  const [failures, setFailures] = useState(0);
  const save = useEffectEvent(() => {
    send.mutate(
      { id, version: from.version, ...mine },
      {
        onSuccess: (saved) => {
          onSaved({ ...wordsOf(saved), version: saved.version });
          setFailures(0);
        },
        onError: (error) => {
          setFailures((count) => count + 1);
          // What the other wrote, to be put beside it.
          if (error instanceof ApiError && error.status === 409) void refresh(...MINUTES_READS);
        },
      },
    );
  });
  const waits = due && !send.isPending;
  const after = failures > 0 ? RETRY_MS : SAVE_MS;
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => save(), after);
    return () => clearTimeout(timer);
  }, [waits, after]);
  const leave = useEffectEvent(() => {
    if (waits) save();
  });
  // Who goes to another page does not wait for the clock.
  useEffect(() => () => leave(), []);
  const error = due && failures > 0 ? send.error : null;
  return {
    // Without a network it waits for one by itself, and says nothing of it.
    away: send.isPaused || (error instanceof ApiError && error.status === 0),
    pending: send.isPending,
    error,
  };
}
