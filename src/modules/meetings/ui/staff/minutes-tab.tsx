import './minutes.css';
import { Button } from 'antd';
import { useState } from 'react';
import type { beginMinutes, moveSection } from '#meetings/minutes/contract';
import { useFormats } from '#web/staff/format.ts';
import { Blank, FormProblem, Loading, Problem } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { MeetingTabProps } from './meeting-tabs.ts';
import { AddSection } from './minutes-add.tsx';
import { ConsensusCard } from './minutes-consensus.tsx';
import { MINUTES_READS, remarksOf, STEP_READS, useMinutes, type MinutesView } from './minutes-reads.ts';
import { Remarks } from './minutes-remarks.tsx';
import { MinutesSection } from './minutes-section.tsx';
import { MinutesSteps } from './minutes-steps.tsx';
import { minutesWords } from './minutes-texts.ts';

/** The minutes: written by several at once while the meeting goes on, then circulated and issued. */
export function MinutesTab({ meeting }: MeetingTabProps) {
  const minutes = useMinutes(meeting.id);
  if (minutes.error && !minutes.data)
    return <Problem error={minutes.error} onRetry={() => void minutes.refetch()} />;
  if (!minutes.data) return <Loading />;
  if (minutes.data.sections.length === 0) return <NotBegun meeting={meeting} minutes={minutes.data} />;
  return <Minutes meeting={meeting} minutes={minutes.data} />;
}

interface MinutesProps extends MeetingTabProps {
  readonly minutes: MinutesView;
}

function NotBegun({ meeting, minutes }: MinutesProps) {
  const words = useWords(minutesWords);
  const begin = useSend<typeof beginMinutes>('POST /api/meetings/:id/minutes/begin', STEP_READS);
  const held = minutes.state === 'held';
  return (
    <section className="card">
      <Blank title={held ? words.none : words.early}>
        <p className="quiet">{held ? words.noneNext : words.earlyNext}</p>
        {held && minutes.mayEdit && (
          <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate({ id: meeting.id })}>
            {words.begin}
          </Button>
        )}
        <FormProblem error={begin.error} />
      </Blank>
    </section>
  );
}

function Minutes({ meeting, minutes }: MinutesProps) {
  const words = useWords(minutesWords);
  const [unsaved, setUnsaved] = useState<ReadonlySet<string>>(new Set());
  const [adding, setAdding] = useState(false);
  const tell = (id: string, open: boolean): void =>
    setUnsaved((before) => {
      if (before.has(id) === open) return before;
      const after = new Set(before);
      return after.delete(id) ? after : after.add(id);
    });
  const { sections, mayEdit } = minutes;
  const ids = sections.map(({ id }) => id);
  const remarks = remarksOf(minutes);
  const isOut = minutes.state !== 'held' && minutes.state !== 'minutes_draft';
  return (
    <div className="mn-page">
      <Told minutes={minutes} />
      <ConsensusCard id={meeting.id} minutes={minutes} />
      {(isOut || remarks.length > 0) && <Remarks remarks={remarks} ids={ids} />}
      <ol className="mn-sections">
        {sections.map((section, at) => (
          <MinutesSection
            key={section.id}
            meetingId={meeting.id}
            section={section}
            ids={ids}
            at={at}
            mayEdit={mayEdit}
            remarks={remarks.filter(({ sectionId }) => sectionId === section.id)}
            onUnsaved={tell}
          />
        ))}
      </ol>
      {mayEdit && <Button onClick={() => setAdding(true)}>{words.add.button}</Button>}
      {adding && <AddSection id={meeting.id} onClose={() => setAdding(false)} />}
      {mayEdit && minutes.removed.length > 0 && <Removed minutes={minutes} />}
      <MinutesSteps meeting={meeting} minutes={minutes} unsaved={unsaved.size > 0} />
    </div>
  );
}

/** Where the minutes stand, since when, and what that means for who wants to write. */
function Told({ minutes: { state, since, takenBack, mayEdit } }: { readonly minutes: MinutesView }) {
  const { told } = useWords(minutesWords);
  const { age, day } = useFormats();
  const text =
    state === 'issued'
      ? told.issued(since ? day(since) : '')
      : state === 'minutes_circulated'
        ? told.circulated
        : null;
  return (
    <div className={`note ${state === 'issued' ? '' : 'mind'}`}>
      {text ?? (mayEdit && told.live)}
      {since && state !== 'issued' && <span className="quiet"> {told.since(age(since))}</span>}
      {takenBack && <div>{told.back(takenBack)}</div>}
    </div>
  );
}

function Removed({ minutes: { removed } }: { readonly minutes: MinutesView }) {
  const words = useWords(minutesWords);
  const back = useSend<typeof moveSection>('POST /api/minutes/sections/:id/move', MINUTES_READS);
  return (
    <details className="card">
      <summary>{words.removed(removed.length)}</summary>
      <ul className="mn-removed">
        {removed.map(({ id, heading, text }) => (
          <li key={id}>
            <b>{heading}</b>
            <p className="mn-text">{text}</p>
            <Button size="small" loading={back.isPending} onClick={() => back.mutate({ id, to: 'back' })}>
              {words.section.undo}
            </Button>
          </li>
        ))}
      </ul>
      <FormProblem error={back.error} />
    </details>
  );
}
