import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { confirmTotp, startTotp } from '#kernel/accounts/contract';
import type { Output } from '#kernel/contract';
import { copyText } from './clipboard.ts';
import { FormProblem } from './parts.tsx';
import { Qr } from './qr.tsx';
import { signInWords } from './sign-in-texts.ts';
import { frameWords } from './texts.ts';
import { useSend } from './use-send.ts';
import { useWords } from './words.ts';

type Setup = Output<typeof startTotp>;

interface EnrolProps {
  /** Known right after signing in; elsewhere it is asked for. */
  readonly password?: string;
  readonly onDone: () => void;
}

/** Sets up the second factor: scan, first code, then the backup codes, which are not shown again. */
export function Enrol({ password, onDone }: EnrolProps) {
  const words = useWords(signInWords);
  const start = useSend<typeof startTotp>('POST /api/account/totp');
  const [confirmed, setConfirmed] = useState(false);
  if (start.data && confirmed) return <BackupCodes codes={start.data.backupCodes} onDone={onDone} />;
  if (start.data) return <Scan setup={start.data} onConfirmed={() => setConfirmed(true)} />;
  return (
    <Form<{ password?: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => start.mutate({ password: password ?? values.password ?? '' })}
    >
      <h2>{words.enrolTitle}</h2>
      <p className="quiet form-note">{words.enrolBody}</p>
      {password === undefined && (
        <Form.Item
          name="password"
          label={words.enrolPassword}
          rules={[{ required: true, message: words.required }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      <div className="stack">
        <FormProblem error={start.error} />
        <Button type="primary" htmlType="submit" loading={start.isPending}>
          {words.enrolStart}
        </Button>
      </div>
    </Form>
  );
}

function Scan({ setup, onConfirmed }: { readonly setup: Setup; readonly onConfirmed: () => void }) {
  const words = useWords(signInWords);
  const confirm = useSend<typeof confirmTotp>('PUT /api/account/totp');
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => confirm.mutate({ code: code.trim() }, { onSuccess: onConfirmed })}
    >
      <h2 className="form-note">{words.enrolTitle}</h2>
      <Qr text={setup.uri} label={words.qr} />
      <p className="quiet form-note">{words.secret}</p>
      <p className="secret form-note">{setup.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
      <Form.Item
        name="code"
        label={words.firstCode}
        rules={[{ pattern: /^\s*\d{6}\s*$/, required: true, message: words.codeRule }]}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} autoFocus />
      </Form.Item>
      <div className="stack">
        <FormProblem error={confirm.error} />
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {words.confirm}
        </Button>
      </div>
    </Form>
  );
}

function BackupCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const words = useWords(signInWords);
  const frame = useWords(frameWords);
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await copyText(codes.join('\n'));
    message.success(frame.copied);
  };
  return (
    <div className="stack">
      <div className="stack printable">
        <h2>{words.backupTitle}</h2>
        <p className="quiet">{words.backupBody}</p>
        <ul className="secret codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <div className="row">
        <Button onClick={() => void copy()}>{frame.copy}</Button>
        <Button onClick={() => window.print()}>{frame.print}</Button>
        <Button type="primary" onClick={onDone}>
          {words.backupDone}
        </Button>
      </div>
    </div>
  );
}
