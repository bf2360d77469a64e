import { Loading } from '#web/staff/parts.tsx';

export function ItemPage() {
  return <Loading />;
}
