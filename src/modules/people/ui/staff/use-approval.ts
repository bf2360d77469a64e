import { useMutation } from '@tanstack/react-query';
import type { approveApplications } from '#people/review/contract';
import { call } from '#web/client.ts';
import { refresh } from '#web/staff/query.ts';
import { useIntention } from '#web/staff/use-send.ts';
import { APPLICATION_READS, type Application, type Outcomes } from './application-reads.ts';
import type { ResolutionChoice } from './resolution-fields.tsx';
import { useResolution } from './use-resolution.ts';

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
  const { resolve, progress } = useResolution();
  const approving = useIntention();
  const mutation = useMutation({
    mutationFn: async ({ org, rows, choice }: Batch) => {
      const input = { id: await resolve(org.id, choice), ids: rows.map(({ id }) => id) };
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
