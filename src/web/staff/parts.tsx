import { Button, Skeleton } from 'antd';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../client.ts';
import { overOf } from '../kit/over.ts';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

/** What went wrong and what to do, in the server's words; with another try where the answer may be another. */
export function Problem({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const words = useWords(frameWords);
  const told = error instanceof ApiError ? error : null;
  // The dialog to sign in again lies over the page and says it already.
  if (overOf(error) !== null) return null;
  const refused = told !== null && told.status >= 400 && told.status < 500 && told.status !== 429;
  return (
    <div role="alert" className="problem">
      <TriangleAlert size={20} aria-hidden />
      <div className="grow">
        <b>{told?.message ?? words.broken.title}</b>
        <div className="quiet">{told?.hint ?? words.broken.body}</div>
      </div>
      {onRetry && !refused && <Button onClick={onRetry}>{words.retry}</Button>}
    </div>
  );
}

/** The problem of a form, if it has one. */
export function FormProblem({ error }: { readonly error: unknown }) {
  return error ? <Problem error={error} /> : null;
}

/** Grey lines where the content will be. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const words = useWords(frameWords);
  return (
    <div aria-busy="true" className="blank">
      <span className="sr-only" role="status">
        {words.loading}
      </span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** Nothing here: why, and what one can do next. */
export function Blank({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="blank">
      <b>{title}</b>
      {children}
    </div>
  );
}

export type TagTone = 'info' | 'ok' | 'mind' | 'alarm' | 'plain';

export function Tag({ tone = 'info', children }: { readonly tone?: TagTone; readonly children: ReactNode }) {
  return <span className={`tag ${tone}`}>{children}</span>;
}

/** One line of a list of facts. */
export function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="pair">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
