import { ApiError, newKey } from '../client.ts';
import { frameWords } from './texts.ts';
import { locale } from './locale.ts';

/** PUTs a file and tells how far it is, which fetch cannot. Throws {@link ApiError} as `call` does. */
export function uploadFile(url: string, file: File, onProgress: (percent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.setRequestHeader('content-type', file.type);
    request.setRequestHeader('x-locale', locale());
    request.setRequestHeader('idempotency-key', newKey());
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress(total > 0 ? Math.floor((100 * loaded) / total) : 0);
    });
    request.addEventListener('load', () => (request.status < 300 ? resolve() : reject(problemOf(request))));
    request.addEventListener('error', () => reject(problemOf(request)));
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
