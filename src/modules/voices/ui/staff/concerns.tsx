import { Loading } from '#web/staff/parts.tsx';

export function ConcernsPage() {
  return <Loading />;
}
