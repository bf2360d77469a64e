import { Loading } from '#web/kit/states.tsx';

export function UnitPage() {
  return <Loading />;
}
