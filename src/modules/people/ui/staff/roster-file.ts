import type { Request } from '#kernel/contract';
import type { uploadRoster } from '#people/roster/contract';
import { typeOf } from '#web/staff/sheet-file.ts';
import { uploadFile } from '#web/staff/upload.ts';

export const MAX_BYTES = 40 * 1024 * 1024;

interface Sending {
  readonly key: string;
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number) => void;
}

/** Begins a reconcile with a file as it is; returns its id. Throws `ApiError`. */
export function sendRoster(
  { orgId, name, mode }: Request<typeof uploadRoster>,
  file: File,
  sending: Sending,
): Promise<{ readonly id: string }> {
  const query = new URLSearchParams({ name, ...(mode ? { mode } : {}) });
  return uploadFile(`/api/rosters/${String(orgId)}/imports?${query}`, file, {
    ...sending,
    method: 'POST',
    type: typeOf(file.name),
  });
}
