import type { ComponentType } from 'react';
import type { Output } from '#kernel/contract';
import type { getMeeting } from '#meetings/prep/contract';
import { AgendaTab } from './agenda-tab.tsx';
import { AnswersTab } from './answers-tab.tsx';
import { ItemsTab } from './items-tab.tsx';
import { MinutesTab } from './minutes-tab.tsx';
import { NoticeTab } from './notice-tab.tsx';
import { PapersTab } from './papers-tab.tsx';
import type { meetingWords } from './texts.ts';

export type MeetingView = Output<typeof getMeeting>;

/** What a tab of a meeting's page is given. */
export interface MeetingTabProps {
  readonly meeting: MeetingView;
}

export interface MeetingTab {
  readonly key: keyof (typeof meetingWords)['zh']['tabs'];
  readonly Tab: ComponentType<MeetingTabProps>;
}

/** The tabs of a meeting's page, in the order in which a meeting needs them. */
export const MEETING_TABS: readonly MeetingTab[] = [
  { key: 'agenda', Tab: AgendaTab },
  { key: 'notice', Tab: NoticeTab },
  { key: 'answers', Tab: AnswersTab },
  { key: 'minutes', Tab: MinutesTab },
  { key: 'items', Tab: ItemsTab },
  { key: 'papers', Tab: PapersTab },
];
