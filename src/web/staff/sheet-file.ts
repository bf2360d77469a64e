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
