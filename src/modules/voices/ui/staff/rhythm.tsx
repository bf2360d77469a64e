import { Loading } from '#web/staff/parts.tsx';

export function RhythmPage() {
  return <Loading />;
}
