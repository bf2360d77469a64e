import { Loading } from '#web/kit/states.tsx';

export function ListenPage() {
  return <Loading />;
}
