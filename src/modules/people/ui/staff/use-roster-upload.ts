import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { RosterMode } from '#people/roster/contract';
import { refresh } from '#web/staff/query.ts';
import { useIntention } from '#web/staff/use-send.ts';
import { sendRoster } from './roster-file.ts';
import { IMPORT_READS } from './roster-reads.ts';

interface Upload {
  readonly file: File;
  readonly orgId: number;
  /** Told from the columns where nobody said. */
  readonly mode: RosterMode | undefined;
}

/** Sends a roster and goes on to its columns. `percent` is null while nothing travels. */
export function useRosterUpload() {
  const router = useRouter();
  const intention = useIntention();
  const stopper = useRef<AbortController>(undefined);
  const [percent, setPercent] = useState<number | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);
  const mutation = useMutation({
    // Without a network it is told so at once; left to wait, the bar would stand still and say nothing.
    networkMode: 'always',
    mutationFn: ({ file, orgId, mode }: Upload) => {
      stopper.current = new AbortController();
      setPercent(0);
      const input = { orgId, name: file.name.slice(-200), ...(mode ? { mode } : {}) };
      const key = intention.of({ ...input, size: file.size, at: file.lastModified });
      return sendRoster(input, file, { key, signal: stopper.current.signal, onProgress: setPercent });
    },
    onSuccess: async ({ id }) => {
      void refresh(...IMPORT_READS);
      await router.navigate({ to: '/rosters/$id', params: { id } });
    },
    onSettled: () => setPercent(null),
  });
  const stop = (): void => {
    stopper.current?.abort();
    mutation.reset();
  };
  return { ...mutation, percent, stop };
}
