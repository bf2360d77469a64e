import { App, Button, Dropdown, Form } from 'antd';
import { useState } from 'react';
import type { endOfficerSessions, resetSecondFactor } from '#orgs/officers/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { accessWords } from './access-texts.ts';
import type { Officer } from './org-reads.ts';

/** How an officer gets in: sign out everywhere, and for administrators, a lost second factor. */
export function OfficerAccess({ officer }: { readonly officer: Officer }) {
  const frame = useWords(frameWords);
  const words = useWords(accessWords);
  const mayReset = useMay('orgs.accounts');
  const { modal, message } = App.useApp();
  const [resetting, setResetting] = useState(false);
  const send = useSend<typeof endOfficerSessions>('POST /api/officers/:id/end-sessions');
  const end = async (): Promise<void> => {
    const text = { title: words.endTitle(officer.name), content: words.endBody };
    if (!(await modal.confirm({ ...text, okText: words.end, cancelText: frame.cancel }))) return;
    send.mutate({ id: officer.id }, { onSuccess: ({ ended }) => void message.success(words.endDone(ended)) });
  };
  const items = [
    { key: 'end', label: words.end },
    ...(mayReset ? [{ key: 'reset', label: words.reset }] : []),
  ];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items, onClick: ({ key }) => (key === 'end' ? void end() : setResetting(true)) }}
      >
        <Button
          type="link"
          size="small"
          loading={send.isPending}
          aria-haspopup="menu"
          aria-label={`${words.access} ${officer.name}`}
        >
          {words.access}
        </Button>
      </Dropdown>
      <FormProblem error={send.error} />
      {resetting && <ResetDialog officer={officer} onClose={() => setResetting(false)} />}
    </>
  );
}

function ResetDialog({ officer, onClose }: { readonly officer: Officer; readonly onClose: () => void }) {
  const words = useWords(accessWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend<typeof resetSecondFactor>('POST /api/officers/:id/reset-second-factor');
  const done = (told: boolean): void => {
    message.success(told ? words.resetTold : words.resetDone);
    onClose();
  };
  return (
    <FormDialog<{ reason: string }>
      title={words.resetTitle(officer.name)}
      ok={words.reset}
      danger
      send={send}
      form={form}
      onSubmit={({ reason }) =>
        send.mutate({ id: officer.id, reason }, { onSuccess: ({ told }) => done(told) })
      }
      onClose={onClose}
    >
      <p className="form-note">{words.resetBody}</p>
      <ReasonField form={form} ready={words.resetReasons} />
    </FormDialog>
  );
}
