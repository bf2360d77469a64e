import { Loading } from '#web/staff/parts.tsx';

export function VisitsPage() {
  return <Loading />;
}
