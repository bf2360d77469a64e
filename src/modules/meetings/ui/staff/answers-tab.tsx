import { ErrandList } from './errand-list.tsx';
import type { MeetingTabProps } from './meeting-tabs.ts';

/** What every unit was asked about a meeting and what it answered; nothing of it counts before it is confirmed. */
export function AnswersTab({ meeting }: MeetingTabProps) {
  return <ErrandList about={{ meeting: meeting.id }} />;
}
