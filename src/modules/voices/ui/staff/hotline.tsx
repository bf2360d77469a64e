import { Loading } from '#web/staff/parts.tsx';

export function HotlinePage() {
  return <Loading />;
}
