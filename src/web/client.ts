import type { Contract, Output, Request } from '#kernel/contract';

/** An answer that is not 2xx, or no answer at all (`status` 0). `message` and `hint` are for the person. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly hint: string;
  readonly field: string | undefined;

  constructor(status: number, problem: { code: string; message: string; hint: string; field?: string }) {
    super(problem.message);
    this.status = status;
    this.code = problem.code;
    this.hint = problem.hint;
    this.field = problem.field;
  }
}

export interface CallOptions {
  /** The same key for the same intention: a repeated tap gets the first answer. Made for each call when absent. */
  readonly key?: string;
  /** For an endpoint that accepts a file. */
  readonly file?: Blob;
  readonly signal?: AbortSignal;
}

/**
 * Calls an endpoint by its contract, types only: `call<typeof getSession>('GET /api/session', {})`.
 * Throws {@link ApiError}.
 */
export async function call<C extends Contract>(
  route: `${C['method']} ${C['path']}`,
  input: Request<C>,
  options: CallOptions = {},
): Promise<Output<C>> {
  const [method = 'GET', path = ''] = route.split(' ');
  const answer = await send(method, path, input as Record<string, unknown>, options);
  return (await answer.json()) as Output<C>;
}

/**
 * Calls an endpoint that answers with a file, and hands it to the browser to save or show. `onBytes` hears how much has
 * arrived: a file that is made while it is sent has no length to count towards. Throws {@link ApiError}.
 */
export async function download<C extends Contract>(
  route: `${C['method']} ${C['path']}`,
  input: Request<C>,
  onBytes?: (bytes: number) => void,
): Promise<void> {
  const [method = 'GET', path = ''] = route.split(' ');
  const answer = await send(method, path, input as Record<string, unknown>, {});
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await arrived(answer, onBytes));
  link.download = decodeURIComponent(name ?? 'file');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function arrived(answer: Response, onBytes: ((bytes: number) => void) | undefined): Promise<Blob> {
  if (!onBytes || !answer.body) return answer.blob();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = answer.body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      onBytes((bytes += part.value.byteLength));
    }
  } catch {
    // The line broke on the way: half a file is no file.
    throw new ApiError(0, offline());
  }
  return new Blob(parts, { type: answer.headers.get('content-type') ?? '' });
}

/** A key for one intention (one form filled, one batch chosen). */
export function newKey(): string {
  // crypto.randomUUID needs HTTPS; a federation's test server on plain HTTP has only getRandomValues.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Keys of writes without a definite answer, by what was sent: sent again, it is still the same intention. */
const unsettled = new Map<string, string>();

async function send(
  method: string,
  path: string,
  input: Record<string, unknown>,
  options: CallOptions,
): Promise<Response> {
  const rest = { ...input };
  const filled = path.replace(/:(\w+)/g, (_place, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const inQuery = method === 'GET' || method === 'DELETE' || options.file !== undefined;
  const query = inQuery ? queryOf(rest) : '';
  const headers: Record<string, string> = {
    'x-locale': document.documentElement.lang.startsWith('en') ? 'en' : 'zh',
  };
  const body = inQuery ? undefined : JSON.stringify(rest);
  const intention = options.file ? undefined : `${method} ${filled}${query} ${body ?? ''}`;
  const key = options.key ?? unsettled.get(intention ?? '') ?? newKey();
  if (method !== 'GET') headers['idempotency-key'] = key;
  if (options.file) headers['content-type'] = options.file.type;
  else if (!inQuery) headers['content-type'] = 'application/json';
  if (method !== 'GET' && intention !== undefined) unsettled.set(intention, key);
  const answer = await fetch(filled + query, {
    method,
    headers,
    ...(options.file ? { body: options.file } : body === undefined ? {} : { body }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((cause: unknown) => {
    if (options.signal?.aborted) {
      unsettled.delete(intention ?? '');
      throw cause;
    }
    throw new ApiError(0, offline());
  });
  if (intention !== undefined && answer.status < 500) unsettled.delete(intention);
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => offline())) as ConstructorParameters<typeof ApiError>[1];
  throw new ApiError(answer.status, problem);
}

function queryOf(fields: Record<string, unknown>): string {
  const pairs = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length > 0 ? `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}` : '';
}

function offline() {
  const zh = !document.documentElement.lang.startsWith('en');
  return zh
    ? { code: 'web.offline', message: '连不上服务器。', hint: '请检查网络后再试；已填的内容还在。' }
    : {
        code: 'web.offline',
        message: 'The server cannot be reached.',
        hint: 'Check the network and try again; what you filled in is kept.',
      };
}
