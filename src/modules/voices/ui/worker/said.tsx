import { Loading } from '#web/kit/states.tsx';

export function SaidPage() {
  return <Loading />;
}
