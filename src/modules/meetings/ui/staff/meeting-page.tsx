import './meetings.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { getMeeting } from '#meetings/prep/contract';
import { PageTabs } from '#web/staff/page-tabs.tsx';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useTitle } from '#web/staff/title.ts';
import { useWords } from '#web/staff/words.ts';
import { MeetingHead } from './meeting-head.tsx';
import { MEETING_TABS, type MeetingView } from './meeting-tabs.ts';
import { meetingWords } from './texts.ts';

/** One joint meeting, from its agenda to what was agreed and what came of it. */
export function MeetingPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const meeting = useQuery(ask<typeof getMeeting>('GET /api/meetings/:id', { id }));
  if (meeting.error) return <Problem error={meeting.error} onRetry={() => void meeting.refetch()} />;
  return meeting.data ? <Page meeting={meeting.data} /> : <Loading />;
}

function Page({ meeting }: { readonly meeting: MeetingView }) {
  const words = useWords(meetingWords);
  useTitle(meeting.title);
  const tabs = MEETING_TABS.map(({ key }) => ({ key, name: words.tabs[key] }));
  return (
    <>
      <MeetingHead meeting={meeting} />
      <PageTabs tabs={tabs}>
        {(now) => {
          const { Tab } = MEETING_TABS.find(({ key }) => key === now)!;
          return <Tab key={now} meeting={meeting} />;
        }}
      </PageTabs>
    </>
  );
}
