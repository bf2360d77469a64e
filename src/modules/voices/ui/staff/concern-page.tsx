import { Loading } from '#web/staff/parts.tsx';

export function ConcernPage() {
  return <Loading />;
}
