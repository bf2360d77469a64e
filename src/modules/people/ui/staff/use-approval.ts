import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { approveApplications, createResolution } from '#people/review/contract';
import { call } from '#web/client.ts';
import { refresh } from '#web/staff/query.ts';
import { useIntention } from '#web/staff/use-send.ts';
import { uploadFile } from '#web/staff/upload.ts';
import { APPLICATION_READS, type Application, type Outcomes } from './application-reads.ts';
import type { ResolutionChoice } from './resolution-fields.tsx';

interface Batch {
  readonly org: Application['org'];
  readonly rows: readonly Application[];
  readonly choice: ResolutionChoice;
}

/**
 * Records the resolution where it is new, adds its scan, and approves against it. Each of the three keeps its
 * idempotency key: pressed again after a failure on the way, what is done is not done twice.
 */
export function useApproval(onDone: (outcomes: Outcomes) => void) {
  const creating = useIntention();
  const approving = useIntention();
  const [progress, setProgress] = useState<number | null>(null);
  const resolve = async ({ org, choice }: Batch): Promise<string> => {
    if (choice.how === 'existing' && choice.id) return choice.id;
    const input = {
      orgId: org.id,
      number: choice.number ?? '',
      heldOn: choice.heldOn ?? '',
      title: choice.title ?? '',
    };
    const { id } = await call<typeof createResolution>('POST /api/resolutions', input, {
      key: creating.of(input),
    });
    if (choice.scan) await attach(id, choice.scan, setProgress);
    return id;
  };
  const mutation = useMutation({
    mutationFn: async (batch: Batch) => {
      const input = { id: await resolve(batch), ids: batch.rows.map(({ id }) => id) };
      return call<typeof approveApplications>('POST /api/resolutions/:id/approve', input, {
        key: approving.of(input),
      });
    },
    onSuccess: (outcomes) => {
      onDone(outcomes);
      return refresh(...APPLICATION_READS);
    },
  });
  return { ...mutation, progress };
}

async function attach(id: string, scan: File, onProgress: (percent: number | null) => void): Promise<void> {
  try {
    const query = new URLSearchParams({ name: scan.name.slice(-120) });
    await uploadFile(`/api/resolutions/${id}/attachment?${query}`, scan, onProgress);
  } finally {
    onProgress(null);
  }
}
