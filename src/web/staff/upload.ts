import { ApiError, newKey } from '../client.ts';
import { frameWords } from './texts.ts';
import { locale } from './locale.ts';

interface UploadOptions {
  readonly method?: 'PUT' | 'POST';
  /** The media type to send it as; a browser knows it only where the office programs are installed. */
  readonly type?: string;
  /** The same key for the same intention: a repeated press gets the first answer. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  readonly onProgress: (percent: number) => void;
}

/**
 * Sends a file and tells how far it is, which fetch cannot. Returns the answer; throws {@link ApiError} as `call` does,
 * and the signal's reason when it is stopped.
 */
export function uploadFile<T>(
  url: string,
  file: File,
  { method = 'PUT', type = file.type, key = newKey(), signal, onProgress }: UploadOptions,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader('content-type', type);
    request.setRequestHeader('x-locale', locale());
    request.setRequestHeader('idempotency-key', key);
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress(total > 0 ? Math.floor((100 * loaded) / total) : 0);
    });
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as T);
      else reject(problemOf(request));
    });
    request.addEventListener('error', () => reject(problemOf(request)));
    request.addEventListener('abort', () => reject(signal?.reason as Error));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function problemOf(request: XMLHttpRequest): ApiError {
  try {
    return new ApiError(
      request.status,
      JSON.parse(request.responseText) as ConstructorParameters<typeof ApiError>[1],
    );
  } catch {
    return new ApiError(request.status, {
      code: 'web.offline',
      message: frameWords[locale()].offline,
      hint: '',
    });
  }
}
