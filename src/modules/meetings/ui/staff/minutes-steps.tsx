import { Link } from '@tanstack/react-router';
import { App, Button, Form } from 'antd';
import { useState } from 'react';
import type { circulateMinutes, issueMinutes, reopenMinutes } from '#meetings/minutes/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { MeetingView } from './meeting-tabs.ts';
import { ReviewLinks, type Links } from './minutes-links.tsx';
import { remarksOf, STEP_READS, type MinutesView } from './minutes-reads.ts';
import { minutesWords } from './minutes-texts.ts';

interface MinutesStepsProps {
  readonly meeting: MeetingView;
  readonly minutes: MinutesView;
  /** Somebody here has typed what is not saved yet. */
  readonly unsaved: boolean;
}

/** The next step of the minutes as a whole. */
export function MinutesSteps({ meeting, minutes, unsaved }: MinutesStepsProps) {
  const [links, setLinks] = useState<Links | null>(null);
  if (!meeting.mayManage || minutes.state === 'issued') return null;
  return (
    <>
      {minutes.state === 'minutes_circulated' ? (
        <Circulated meeting={meeting} minutes={minutes} />
      ) : (
        <Drafted id={meeting.id} unheard={minutes.unheard} unsaved={unsaved} onLinks={setLinks} />
      )}
      {links && <ReviewLinks links={links} onClose={() => setLinks(null)} />}
    </>
  );
}

interface DraftedProps {
  readonly id: string;
  readonly unheard: number;
  readonly unsaved: boolean;
  readonly onLinks: (links: Links) => void;
}

function Drafted({ id, unheard, unsaved, onLinks }: DraftedProps) {
  const { steps } = useWords(minutesWords);
  const frame = useWords(frameWords);
  const { modal } = App.useApp();
  const send = useSend<typeof circulateMinutes>('POST /api/meetings/:id/minutes/circulate', STEP_READS);
  const go = async (): Promise<void> => {
    const yes = await modal.confirm({
      title: steps.circulateAsk,
      content: steps.circulateTold,
      okText: steps.circulate,
      cancelText: frame.cancel,
    });
    if (yes) send.mutate({ id }, { onSuccess: ({ links }) => onLinks(links) });
  };
  return (
    <div className="mn-steps">
      {unheard > 0 && (
        <p className="note mind">
          {steps.unheard(unheard)}{' '}
          <Link to="/meetings/$id" params={{ id }} search={{ tab: 'items' }}>
            {steps.toItems}
          </Link>
        </p>
      )}
      <FormProblem error={send.error} />
      <Button type="primary" disabled={unsaved} loading={send.isPending} onClick={() => void go()}>
        {steps.circulate}
      </Button>
      {unsaved && <small className="quiet">{steps.unsaved}</small>}
    </div>
  );
}

type CirculatedProps = Pick<MinutesStepsProps, 'meeting' | 'minutes'>;

function Circulated({ meeting: { id, title }, minutes }: CirculatedProps) {
  const { steps } = useWords(minutesWords);
  const frame = useWords(frameWords);
  const { modal } = App.useApp();
  const [back, setBack] = useState(false);
  const send = useSend<typeof issueMinutes>('POST /api/meetings/:id/minutes/issue', STEP_READS);
  const wanted = remarksOf(minutes).filter(({ agrees, earlier }) => !agrees && !earlier).length;
  const go = async (): Promise<void> => {
    const yes = await modal.confirm({
      title: steps.issueAsk(title),
      content: wanted > 0 ? `${steps.wanted(wanted)}${steps.issueTold}` : steps.issueTold,
      okText: steps.issue,
      cancelText: frame.cancel,
    });
    if (yes) send.mutate({ id });
  };
  return (
    <div className="mn-steps">
      <FormProblem error={send.error} />
      <Button type="primary" loading={send.isPending} onClick={() => void go()}>
        {steps.issue}
      </Button>
      <Button onClick={() => setBack(true)}>{steps.reopen}</Button>
      {back && <TakeBack id={id} onClose={() => setBack(false)} />}
    </div>
  );
}

function TakeBack({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { steps } = useWords(minutesWords);
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend<typeof reopenMinutes>('POST /api/meetings/:id/minutes/reopen', STEP_READS);
  return (
    <FormDialog<{ reason: string }>
      title={steps.reopenTitle}
      ok={steps.reopen}
      form={form}
      send={send}
      onClose={onClose}
      onSubmit={({ reason }) => send.mutate({ id, reason }, { onSuccess: onClose })}
    >
      <ReasonField form={form} ready={steps.reasons} note={steps.reasonNote} />
    </FormDialog>
  );
}
