import { useState } from 'react';
import type { createResolution } from '#people/review/contract';
import { call } from '#web/client.ts';
import { uploadFile } from '#web/staff/upload.ts';
import { useIntention } from '#web/staff/use-send.ts';
import type { ResolutionChoice } from './resolution-fields.tsx';

/**
 * The id of the resolution that was chosen: one on record, or a new one, which is recorded and given its scan. Asked
 * again after a failure on the way, it is not recorded twice.
 */
export function useResolution() {
  const creating = useIntention();
  const [progress, setProgress] = useState<number | null>(null);
  const resolve = async (orgId: number, choice: ResolutionChoice): Promise<string> => {
    if (choice.how === 'existing' && choice.id) return choice.id;
    const input = {
      orgId,
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
  return { resolve, progress };
}

async function attach(id: string, scan: File, onProgress: (percent: number | null) => void): Promise<void> {
  try {
    const query = new URLSearchParams({ name: scan.name.slice(-120) });
    await uploadFile(`/api/resolutions/${id}/attachment?${query}`, scan, { onProgress });
  } finally {
    onProgress(null);
  }
}
