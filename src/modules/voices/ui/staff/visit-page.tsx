import { Loading } from '#web/staff/parts.tsx';

export function VisitPage() {
  return <Loading />;
}
