import { App, Button, Form, Input, Modal } from 'antd';
import { copyText } from '#web/staff/clipboard.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { askUnits } from '../../prep/come/contract.ts';
import type { MeetingView } from './meeting-tabs.ts';
import { MEETING_READS } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';

interface AskDialogProps {
  readonly meeting: MeetingView;
  readonly kind: 'topics' | 'attend';
  readonly dueOn?: string | null;
  readonly onClose: () => void;
}

/** A link for every unit that has none; told once, to be copied. */
export function AskDialog({ meeting, kind, dueOn, onClose }: AskDialogProps) {
  const words = useWords(prepWords);
  const send = useSend<typeof askUnits>('POST /api/meetings/:id/ask', [
    ...MEETING_READS,
    'GET /api/meetings/:id/errands',
  ]);
  const topics = kind === 'topics';
  const title = topics ? words.agenda.askTitle : words.notice.linksTitle;
  if (send.data) return <Links title={title} links={send.data.links} onClose={onClose} />;
  return (
    <FormDialog<{ dueOn?: string }>
      title={title}
      ok={topics ? words.agenda.ask : words.notice.links}
      send={send}
      initial={dueOn ? { dueOn } : {}}
      onSubmit={({ dueOn: by }) => send.mutate({ id: meeting.id, kind, ...(by ? { dueOn: by } : {}) })}
      onClose={onClose}
    >
      <p className="form-note">{topics ? words.agenda.askNote : words.notice.linksNote}</p>
      <Form.Item name="dueOn" label={topics ? words.agenda.dueOn : words.notice.answerBy}>
        <Input type="date" min={today()} />
      </Form.Item>
    </FormDialog>
  );
}

interface LinksProps {
  readonly title: string;
  readonly links: readonly { readonly unit: string; readonly url: string }[];
  readonly onClose: () => void;
}

function Links({ title, links, onClose }: LinksProps) {
  const words = useWords(prepWords).notice;
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await copyText(links.map(({ unit, url }) => `${unit}\t${url}`).join('\n'));
    message.success(words.copied);
  };
  return (
    <Modal open title={title} footer={null} onCancel={onClose}>
      <p className="form-note">{links.length > 0 ? words.linksMade(links.length) : words.linksNone}</p>
      <ul className="prep-links">
        {links.map(({ unit, url }) => (
          <li key={url}>
            <b>{unit}</b>
            <br />
            <small>{url}</small>
          </li>
        ))}
      </ul>
      {links.length > 0 && (
        <Button type="primary" onClick={() => void copy()}>
          {words.copyAll}
        </Button>
      )}
    </Modal>
  );
}
