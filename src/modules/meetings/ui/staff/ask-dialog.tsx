import { App, Form, Input } from 'antd';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { askUnits } from '../../prep/come/contract.ts';
import { LinksTold } from './errand-links.tsx';
import type { MeetingView } from './meeting-tabs.ts';
import { MEETING_READS } from './prep-reads.ts';
import { agendaWords } from './agenda-texts.ts';
import { noticeWords } from './notice-texts.ts';

interface AskDialogProps {
  readonly meeting: MeetingView;
  readonly kind: 'topics' | 'attend';
  readonly dueOn?: string | null;
  readonly onClose: () => void;
}

/** A link for every unit that has none; told once, to be copied. */
export function AskDialog({ meeting, kind, dueOn, onClose }: AskDialogProps) {
  const agendaSay = useWords(agendaWords);
  const noticeSay = useWords(noticeWords);
  const { message } = App.useApp();
  const send = useSend<typeof askUnits>('POST /api/meetings/:id/ask', [
    ...MEETING_READS,
    'GET /api/meetings/:id/errands',
  ]);
  const topics = kind === 'topics';
  const title = topics ? agendaSay.askTitle : noticeSay.linksTitle;
  if (send.data && send.data.items.length > 0)
    return <LinksTold kind={kind} {...send.data} onClose={onClose} />;
  const submit = ({ dueOn: by }: { readonly dueOn?: string }): void =>
    send.mutate(
      { id: meeting.id, kind, ...(by ? { dueOn: by } : {}) },
      {
        onSuccess: ({ items }) => {
          if (items.length > 0) return;
          void message.info(noticeSay.linksNone);
          onClose();
        },
      },
    );
  return (
    <FormDialog<{ dueOn?: string }>
      title={title}
      ok={topics ? agendaSay.ask : noticeSay.links}
      send={send}
      initial={dueOn ? { dueOn } : {}}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="form-note">{topics ? agendaSay.askNote : noticeSay.linksNote}</p>
      <Form.Item name="dueOn" label={topics ? agendaSay.dueOn : noticeSay.answerBy}>
        <Input type="date" min={today()} />
      </Form.Item>
    </FormDialog>
  );
}
