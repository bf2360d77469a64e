import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { signInByPassword, signInByTotp } from '#kernel/accounts/contract';
import { FormProblem } from './parts.tsx';
import { Enrol } from './second-factor.tsx';
import { signInWords } from './sign-in-texts.ts';
import { useSend } from './use-send.ts';
import { useWords } from './words.ts';

interface SignInProps {
  /** What is due first; the password, unless somebody has come back from the identity provider. */
  readonly first?: 'password' | 'totp' | 'enrol';
  readonly onDone: () => void;
}

/** Password, then the second factor or setting it up. `onDone` is called with the session open. */
export function SignIn({ first = 'password', onDone }: SignInProps) {
  const [step, setStep] = useState(first);
  const [password, setPassword] = useState('');
  if (step === 'totp') return <TotpForm onDone={onDone} onBack={() => setStep('password')} />;
  if (step === 'enrol') return <Enrol {...(password ? { password } : {})} onDone={onDone} />;
  const next = (to: 'done' | 'totp' | 'enrol', typed: string): void => {
    setPassword(typed);
    if (to === 'done') onDone();
    else setStep(to);
  };
  return <PasswordForm onNext={next} />;
}

interface Credentials {
  readonly phone: string;
  readonly password: string;
}

function PasswordForm({
  onNext,
}: {
  readonly onNext: (to: 'done' | 'totp' | 'enrol', password: string) => void;
}) {
  const words = useWords(signInWords);
  const send = useSend<typeof signInByPassword>('POST /api/session/password');
  const submit = (values: Credentials): void =>
    send.mutate(values, { onSuccess: ({ next }) => onNext(next, values.password) });
  return (
    <Form<Credentials> layout="vertical" requiredMark={false} onFinish={submit}>
      <Form.Item name="phone" label={words.phone} rules={[{ required: true, message: words.required }]}>
        <Input size="large" type="tel" autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.required }]}>
        <Input.Password size="large" autoComplete="current-password" />
      </Form.Item>
      <div className="stack">
        <FormProblem error={send.error} />
        <Button type="primary" size="large" htmlType="submit" block loading={send.isPending}>
          {words.next}
        </Button>
        <small>{words.forgot}</small>
      </div>
    </Form>
  );
}

function TotpForm({ onDone, onBack }: { readonly onDone: () => void; readonly onBack: () => void }) {
  const words = useWords(signInWords);
  const send = useSend<typeof signInByTotp>('POST /api/session/totp');
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => send.mutate({ code: code.trim() }, { onSuccess: onDone })}
    >
      <h2>{words.totpTitle}</h2>
      <p className="quiet form-note">{words.totpBody}</p>
      <Form.Item name="code" label={words.totp} rules={[{ required: true, message: words.required }]}>
        <Input size="large" autoComplete="one-time-code" autoFocus maxLength={20} />
      </Form.Item>
      <div className="stack">
        <FormProblem error={send.error} />
        <Button type="primary" size="large" htmlType="submit" block loading={send.isPending}>
          {words.enter}
        </Button>
        <Button type="link" onClick={onBack}>
          {words.startAgain}
        </Button>
      </div>
    </Form>
  );
}
