import './prep.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { useWords } from '#web/staff/words.ts';
import { Link } from '@tanstack/react-router';
import { isHeld } from '../../rules.ts';
import { WAY } from '../../prep/rules.ts';
import { MeetingEdit } from './meeting-edit.tsx';
import { MeetingSteps } from './meeting-step.tsx';
import type { MeetingTabProps, MeetingView } from './meeting-tabs.ts';
import { headWords } from './head-texts.ts';
import { meetingWords } from './texts.ts';

/** What a meeting is called, where it stands, and what can be done with it as a whole. */
export function MeetingHead({ meeting }: MeetingTabProps) {
  const words = useWords(headWords);
  const { states } = useWords(meetingWords);
  const { moment, age } = useFormats();
  const [editing, setEditing] = useState(false);
  const [, setFilters] = useFilters();
  const written = isHeld(meeting.state) && meeting.state !== 'issued';
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

function Way({ meeting: { state, history } }: MeetingTabProps) {
  const words = useWords(headWords);
  const { states } = useWords(meetingWords);
  if (state === 'cancelled')
    return (
      <p className="form-note">
        <Tag tone="mind">{states.cancelled}</Tag>
      </p>
    );
  const now = WAY.indexOf(state);
  // A step that was left out stays plain: research is not needed for every meeting.
  const taken = new Set(history.map(({ to }) => to));
  return (
    <ol className="prep-steps" aria-label={words.steps}>
      {WAY.map((one, at) => (
        <li
          key={one}
          className={at < now && taken.has(one) ? 'done' : undefined}
          aria-current={at === now ? 'step' : undefined}
        >
          {states[one]}
        </li>
      ))}
    </ol>
  );
}

function Facts({ meeting }: { readonly meeting: MeetingView }) {
  const words = useWords(headWords);
  const { states } = useWords(meetingWords);
  const { moment, day } = useFormats();
  const { startsAt, endsAt, venue, chairName, chairTitle, month, approval } = meeting;
  const planned = month === null ? words.open : words.planned(month);
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
        {approval && (
          <div>
            <dt>{words.approval}</dt>
            <dd>{[approval.by, day(approval.on), approval.no].filter(Boolean).join(' · ')}</dd>
          </div>
        )}
      </dl>
      <details className="form-note">
        <summary>{words.history}</summary>
        <Past changes={meeting.history} states={states} />
      </details>
    </>
  );
}
