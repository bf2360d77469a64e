import { Loading } from '#web/staff/parts.tsx';
import type { MeetingTabProps } from './meeting-tabs.ts';

export function MinutesTab({ meeting }: MeetingTabProps) {
  return <Loading key={meeting.id} />;
}
