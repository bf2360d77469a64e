import { Loading } from '#web/staff/parts.tsx';

export function MeetingsPage() {
  return <Loading />;
}
