import { App, Button, Dropdown, Form, Input } from 'antd';
import { useState } from 'react';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { Problem } from '#web/staff/parts.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { stepMeeting } from '../../prep/contract.ts';
import type { MeetingTabProps, MeetingView } from './meeting-tabs.ts';
import { MEETING_READS, orNull } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';
import { headWords } from './head-texts.ts';
import { meetingWords } from './texts.ts';

type Step = MeetingView['steps'][number];
type Prepared = keyof (typeof headWords)['zh']['do'];

/** The next step as the main button, with what it still lacks; steps back and the end behind “more”. */
export function MeetingSteps({ meeting }: MeetingTabProps) {
  const words = useWords(headWords);
  const { states } = useWords(meetingWords);
  const { message, modal } = App.useApp();
  const [asked, setAsked] = useState<Step | null>(null);
  const send = useSend<typeof stepMeeting>('POST /api/meetings/:id/step', MEETING_READS);
  const [next, ...others] = meeting.steps.filter(({ back }) => !back);
  const back = meeting.steps.filter((step) => step.back);
  const named = ({ to, back: isBack }: Step): string => {
    if (meeting.state === 'cancelled') return words.revive;
    return isBack && to !== 'cancelled' ? words.back(states[to]) : words.do[to as Prepared];
  };
  const go = ({ to }: Step): void =>
    send.mutate(
      { id: meeting.id, from: meeting.state, to },
      { onSuccess: () => void message.success(words.stepped(states[to])) },
    );
  const take = (step: Step): void => {
    if (step.back || step.to === 'leader_approved') setAsked(step);
    else if (step.to === 'noticed')
      void modal.confirm({
        title: words.do.noticed,
        content: words.noticeAsk,
        okText: words.do.noticed,
        onOk: () => go(step),
      });
    else go(step);
  };
  const more = [...others, ...back];
  const lacks = next?.lacks ?? [];
  return (
    <>
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map((step) => ({
              key: step.to,
              label: named(step),
              disabled: step.lacks.length > 0,
              danger: step.to === 'cancelled',
            })),
            onClick: ({ key }) => {
              const step = more.find(({ to }) => to === key);
              if (step) take(step);
            },
          }}
        >
          <Button>{words.more}</Button>
        </Dropdown>
      )}
      {next && (
        <Button
          type="primary"
          disabled={lacks.length > 0}
          loading={send.isPending}
          onClick={() => take(next)}
        >
          {named(next)}
        </Button>
      )}
      {lacks.length > 0 && (
        <small className="prep-lacks">{words.lacks(lacks.map((lack) => words.lack[lack]).join('、'))}</small>
      )}
      {send.error && asked === null && <Problem error={send.error} />}
      {asked?.to === 'leader_approved' && !asked.back && (
        <ApproveDialog meeting={meeting} title={named(asked)} onClose={() => setAsked(null)} />
      )}
      {asked?.back && (
        <BackDialog meeting={meeting} step={asked} title={named(asked)} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

interface Approval {
  readonly by: string;
  readonly on: string;
  readonly no?: string;
}

/** Which leader approved the topics, on which day, and the number of the paper that says so. */
function ApproveDialog({ meeting, title, onClose }: Omit<BackProps, 'step'>) {
  const words = useWords(headWords);
  const { fill } = useWords(prepWords);
  const { states } = useWords(meetingWords);
  const { message } = App.useApp();
  const send = useSend<typeof stepMeeting>('POST /api/meetings/:id/step', MEETING_READS);
  const submit = ({ by, on, no }: Approval): void =>
    send.mutate(
      {
        id: meeting.id,
        from: meeting.state,
        to: 'leader_approved',
        approval: { by, on, no: orNull(no) },
      },
      {
        onSuccess: () => {
          void message.success(words.stepped(states.leader_approved));
          onClose();
        },
      },
    );
  const required = [{ required: true, whitespace: true, message: fill }];
  return (
    <FormDialog<Approval>
      title={`${title}：${meeting.title}`}
      ok={title}
      send={send}
      initial={{ by: meeting.chairTitle ?? '', on: today() }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="by" label={words.approvedBy} extra={words.approvedWhy} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <div className="row fields">
        <Form.Item name="on" label={words.approvedOn} rules={required}>
          <Input type="date" max={today()} />
        </Form.Item>
        <Form.Item name="no" label={words.approvalNo}>
          <Input maxLength={60} placeholder={words.approvalNoNote} />
        </Form.Item>
      </div>
    </FormDialog>
  );
}

interface BackProps {
  readonly meeting: MeetingView;
  readonly step: Step;
  readonly title: string;
  readonly onClose: () => void;
}

/** A step back, or the end: with the reason. */
function BackDialog({ meeting, step: { to }, title, onClose }: BackProps) {
  const words = useWords(headWords);
  const { states } = useWords(meetingWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend<typeof stepMeeting>('POST /api/meetings/:id/step', MEETING_READS);
  const submit = ({ reason }: { readonly reason: string }): void =>
    send.mutate(
      { id: meeting.id, from: meeting.state, to, reason },
      {
        onSuccess: () => {
          message.success(words.stepped(states[to]));
          onClose();
        },
      },
    );
  const off = to === 'cancelled';
  return (
    <FormDialog<{ reason: string }>
      danger={off}
      form={form}
      title={`${title}：${meeting.title}`}
      ok={title}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField
        form={form}
        ready={off ? words.cancelReady : words.backReady}
        note={off ? words.cancelNote : words.backNote}
      />
    </FormDialog>
  );
}
