import { lazy, Suspense } from 'react';
import { Loading } from '#web/kit/states.tsx';

/** Not on the way of somebody who only looks for water: fetched when it is opened. */
const Book = lazy(async () => ({ default: (await import('./book.tsx')).Book }));

export function BookPage() {
  return (
    <Suspense fallback={<Loading />}>
      <Book />
    </Suspense>
  );
}
