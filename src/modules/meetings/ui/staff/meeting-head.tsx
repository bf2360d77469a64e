import { Tag } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import type { MeetingTabProps } from './meeting-tabs.ts';
import { meetingWords } from './texts.ts';

/** What a meeting is called, where it stands, and what can be done with it as a whole. */
export function MeetingHead({ meeting }: MeetingTabProps) {
  const words = useWords(meetingWords);
  return (
    <div className="head">
      <h1>{meeting.title}</h1>
      <Tag>{words.states[meeting.state]}</Tag>
    </div>
  );
}
