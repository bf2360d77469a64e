import { lazy, Suspense } from 'react';
import { Loading } from '#web/kit/states.tsx';

const Pages = lazy(async () => ({ default: (await import('./host.tsx')).HostPages }));

/** The pages of hosts come when one opens them: workers, who are many more, need not wait for their bytes. */
export function Host() {
  return (
    <Suspense fallback={<Loading />}>
      <Pages />
    </Suspense>
  );
}
