import './prep.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { useWords } from '#web/staff/words.ts';
import { Link } from '@tanstack/react-router';
import { MeetingEdit } from './meeting-edit.tsx';
import { MeetingSteps } from './meeting-step.tsx';
import type { MeetingTabProps, MeetingView } from './meeting-tabs.ts';
import { prepWords } from './prep-texts.ts';
import { meetingWords } from './texts.ts';

/** The way of a meeting, as the line above its page shows it. */
const WAY = [
  'year_plan',
  'topic_call',
  'topics_drafted',
  'coordinated',
  'leader_approved',
  'research_report',
  'noticed',
  'held',
  'minutes_draft',
  'minutes_circulated',
  'issued',
] as const;

/** What a meeting is called, where it stands, and what can be done with it as a whole. */
export function MeetingHead({ meeting }: MeetingTabProps) {
  const words = useWords(prepWords).head;
  const { states } = useWords(meetingWords);
  const { moment, age } = useFormats();
  const [editing, setEditing] = useState(false);
  const [, setFilters] = useFilters();
  const written = ['held', 'minutes_draft', 'minutes_circulated'].includes(meeting.state);
  const mayEdit = meeting.mayManage && meeting.state !== 'issued' && meeting.state !== 'cancelled';
  return (
    <>
      <div className="head">
        <h1>{meeting.title}</h1>
        {mayEdit && (
          <Button onClick={() => setEditing(true)}>
            {meeting.startsAt === null ? words.setTime : words.edit}
          </Button>
        )}
        {meeting.mayManage && written && (
          <Button type="primary" onClick={() => setFilters({ tab: 'minutes' })}>
            {words.minutes}
          </Button>
        )}
        {meeting.mayManage && <MeetingSteps meeting={meeting} />}
      </div>
      <p className="form-note row">
        <Link to="/bodies/$id" params={{ id: meeting.body.id }}>
          {meeting.body.name}
        </Link>
        <small>
          {states[meeting.state]} · {words.since(age(meeting.since))}
        </small>
      </p>
      <Way meeting={meeting} />
      {meeting.changeNote && meeting.changedAt && (
        <p className="note mind form-note">
          <b>{words.changed(moment(meeting.changedAt))}</b> {meeting.changeNote}
        </p>
      )}
      <Facts meeting={meeting} />
      {editing && <MeetingEdit meeting={meeting} onClose={() => setEditing(false)} />}
    </>
  );
}

function Way({ meeting: { state } }: MeetingTabProps) {
  const words = useWords(prepWords).head;
  const { states } = useWords(meetingWords);
  if (state === 'cancelled')
    return (
      <p className="form-note">
        <Tag tone="mind">{states.cancelled}</Tag>
      </p>
    );
  const now = WAY.findIndex((one) => one === state);
  return (
    <ol className="prep-steps" aria-label={words.steps}>
      {WAY.map((one, at) => (
        <li
          key={one}
          className={at < now ? 'done' : undefined}
          aria-current={at === now ? 'step' : undefined}
        >
          {states[one]}
        </li>
      ))}
    </ol>
  );
}

function Facts({ meeting }: { readonly meeting: MeetingView }) {
  const words = useWords(prepWords).head;
  const { states } = useWords(meetingWords);
  const { moment } = useFormats();
  const { startsAt, endsAt, venue, chairName, chairTitle, month } = meeting;
  const planned = month === null ? words.open : `${words.month} ${month}`;
  const until = endsAt ? `—${new Date(Date.parse(endsAt) + 8 * 3_600_000).toISOString().slice(11, 16)}` : '';
  return (
    <>
      <dl className="prep-facts">
        <div>
          <dt>{words.time}</dt>
          <dd>{startsAt ? `${moment(startsAt)}${until}` : planned}</dd>
        </div>
        <div>
          <dt>{words.place}</dt>
          <dd>{venue ?? words.open}</dd>
        </div>
        <div>
          <dt>{words.chair}</dt>
          <dd>{[chairTitle, chairName].filter(Boolean).join(' ') || words.open}</dd>
        </div>
      </dl>
      <details className="form-note">
        <summary>{words.history}</summary>
        <Past changes={meeting.history} states={states} />
      </details>
    </>
  );
}
