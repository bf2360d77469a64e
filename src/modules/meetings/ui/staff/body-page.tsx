import { Loading } from '#web/staff/parts.tsx';

export function BodyPage() {
  return <Loading />;
}
