import { CircleAlert, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../client.ts';
import { texts } from './texts.ts';
import { useText } from './text.ts';

/** The shape of what is coming. */
export function Loading({ lines = 3 }: { lines?: number }) {
  const say = useText(texts);
  return (
    <div className="card stack" role="status">
      <span className="sr-only">{say('loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="bones" style={{ width: `${90 - index * 22}%` }} />
      ))}
    </div>
  );
}

/** What went wrong in the server's words, read out at once, and a way on. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const say = useText(texts);
  const told = error instanceof ApiError ? error : null;
  return (
    <div className="note alarm" role="alert">
      <CircleAlert size={20} />
      <div className="min-w-0 flex-1">
        <b>{told?.message ?? say('mistake')}</b>
        <div>{told?.hint ?? say('mistakeHint')}</div>
        {onRetry && (
          <button type="button" className="text-btn" onClick={onRetry}>
            <RotateCw size={18} className="mr-2" />
            {say('retry')}
          </button>
        )}
      </div>
    </div>
  );
}

/** A query's answer, or what stands in its place. */
export function Answer<T>({ query, lines, children }: AnswerProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    // What the server refused once, it refuses again.
    const refused = query.error instanceof ApiError && query.error.status >= 400 && query.error.status < 500;
    return <Problem error={query.error} {...(refused ? {} : { onRetry: () => void query.refetch() })} />;
  }
  return lines === undefined ? <Loading /> : <Loading lines={lines} />;
}

interface AnswerProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly refetch: () => Promise<unknown>;
  };
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}
