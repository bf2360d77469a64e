import { Loading } from '#web/staff/parts.tsx';

export function ItemsPage() {
  return <Loading />;
}
