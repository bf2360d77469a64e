import type { Request } from '#kernel/contract';
import type { uploadRoster } from '#people/roster/contract';
import { uploadFile } from '#web/staff/upload.ts';

export const MAX_BYTES = 40 * 1024 * 1024;

/** What the file dialog offers; an old .xls is let through, for the server says in words how to save it anew. */
export const ACCEPTED = '.xlsx,.xls,.csv,.txt,text/csv';

const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  txt: 'text/csv',
  xls: 'application/vnd.ms-excel',
};

/** By the ending: a browser knows the type of a file only where the office programs are installed. */
export function typeOf(name: string): string {
  return TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

/** 83,096 → `81 kB`. */
export function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

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
